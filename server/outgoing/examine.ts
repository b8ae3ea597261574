import { lookup } from 'node:dns'
import { promisify } from 'node:util'
import type { EndpointStanding } from '../../db/billing.ts'
import type { Finding } from '../stripe/examine.ts'
import { byNameServers, publicOnly, type Resolve } from './resolve.ts'

interface Patient {
  urls: string[]
  allowPrivate: boolean
  resolve?: Resolve
}

const PATIENCE_MS = 10_000

const REMEDY = 'Check OUTGOING_WEBHOOK_URLS and the network.'

/** Whether endpoints of other services can be reached, as far as their names say. Nothing is sent there. */
export async function examineEndpoints({
  urls,
  allowPrivate,
  resolve = allowPrivate ? lookup : byNameServers(AbortSignal.timeout(PATIENCE_MS)),
}: Patient): Promise<Finding[]> {
  const find = promisify(allowPrivate ? resolve : publicOnly(resolve))
  return await Promise.all(
    urls.map(async (url): Promise<Finding> => {
      const { host, hostname } = new URL(url)
      try {
        await find(hostname.replace(/^\[|\]$/g, ''), { all: true })
        return { level: 'ok', line: `Webhooks: ${host} is where other services can be told.` }
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        const why = code === 'private address' ? PRIVATE : `is not found (${code}). ${REMEDY}`
        return { level: 'bad', line: `Webhooks: ${host} ${why}` }
      }
    }),
  )
}

const PRIVATE = 'is at a private address, so it is told nothing. OUTGOING_WEBHOOK_ALLOW_PRIVATE=1 allows it.'

const HOUR_MS = 60 * 60 * 1000

/** What endpoints did not take. */
export function untold(standings: EndpointStanding[], now: Date): Finding[] {
  return standings.flatMap(({ url, waiting, waitingSince, givenUp }) => {
    const { host } = new URL(url)
    const found: Finding[] = []
    if (givenUp > 0) {
      const line = `Webhooks: given up at ${host} after three days: ${givenUp}. Send /webhooks to replay them.`
      found.push({ level: 'warn', line })
    }
    const hours = waitingSince ? Math.floor((+now - +waitingSince) / HOUR_MS) : 0
    if (hours > 0) {
      const line = `Webhooks: not taken by ${host} yet: ${waiting}, the oldest of ${hours} hours ago. /webhooks says why.`
      found.push({ level: 'warn', line })
    }
    return found
  })
}
