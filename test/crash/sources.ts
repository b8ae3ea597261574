import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Site, withCrashPoints } from './crash-points.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The verbs that settle, renew, refund, tell, forget and reconcile. What they import is on their way too. */
const VERBS = [
  'bot/till.ts',
  'bot/notices.ts',
  'bot/reconcile.ts',
  'bot/api.ts',
  'db/batch.ts',
  'db/settle.ts',
  'db/request-refund.ts',
  'db/settle-refund.ts',
  'db/record-refund.ts',
  'db/record-card-refund.ts',
  'db/record-dispute.ts',
  'db/record-subscription.ts',
  'db/grant-by-hand.ts',
  'db/revoke-by-hand.ts',
  'db/hear.ts',
  'db/stop-renewal.ts',
  'db/lapse.ts',
  'db/forget.ts',
  'db/statement-in.ts',
  'db/compare-balance.ts',
  'db/carry-out.ts',
  'db/jobs.ts',
]

/** Of these, little more than a word is used here; they lead to everything else. */
const DOORS = ['db/billing.ts', 'bot/metrics.ts', 'bot/context.ts']

/** Every `await` on their way, and the sources that have crash points there. */
export function sourcesWithCrashPoints(
  change: (file: string, source: string) => string = (_, source) => source,
): {
  sites: Site[]
  sources: Record<string, string>
} {
  const made = [...filesOf(VERBS)].sort().map(file => {
    const { code, sites } = withCrashPoints(file, change(file, read(file)))
    return { address: pathToFileURL(join(ROOT, file)).href, code, sites }
  })
  return {
    sites: made.flatMap(({ sites }) => sites),
    sources: Object.fromEntries(made.map(({ address, code }) => [address, code])),
  }
}

function filesOf(files: string[], seen = new Set<string>()): Set<string> {
  for (const file of files) {
    if (seen.has(file) || DOORS.includes(file)) continue
    seen.add(file)
    filesOf(importsOf(file), seen)
  }
  return seen
}

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/^(?:import|export) (?!type).*?from '(\.[^']+)'/gms)].map(([, path]) =>
    normalize(join(dirname(file), path as string)),
  )
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}
