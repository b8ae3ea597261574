import { sign } from '@tma.js/init-data-node'
import { fastify } from 'fastify'
import { Registry } from 'prom-client'
import type { Billing } from '../../db/billing.ts'
import { createApp } from '../../server/app.ts'
import { createLogger } from '../../server/log.ts'
import { median } from './measure.ts'
import { postAll } from './post.ts'

const TOKEN = '4200:bench-token-0123456789-0123456789'
const SIGNATURE = 'zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ'
const CONNECTIONS = 40
const PEOPLE = 400
/** How often each opening is exchanged in a round: half as often as may be. */
const USES = 10

let lastPerson = 1_000_000_000
let lastOpening = 0

/** What the app posts with what Telegram gives whoever opens it now. */
function opening(id: number): string {
  const user = { id, first_name: 'Vladislav', last_name: 'Kibenko', username: `p${id}`, language_code: 'en' }
  const query_id = `AAE${++lastOpening}`
  return JSON.stringify({ init_data: sign({ user, query_id, signature: SIGNATURE }, TOKEN, new Date()) })
}

const each = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))

/** A figure for each kind of exchange: by how much of the echo's rate it goes on. */
export interface ExchangeFigures {
  /** Fastify that says back what was posted, requests a second. */
  echo: number
  /** The same opening again: nothing to write but that it was used. */
  again: number
  /** Somebody known opens the app. */
  known: number
  /** Somebody new does. */
  stranger: number
}

/** Exchanges over HTTP on real books, and an echo on the same machine, in turns; medians. */
export async function benchExchange(billing: Billing, rounds: number): Promise<ExchangeFigures> {
  const app = createApp({
    ...{ billing, apiKeys: [], probes: {}, telegramWebhook: null, registry: new Registry() },
    ...{ card: null, stripeWebhook: null },
    logger: createLogger('info', { write() {} }),
    upgradeUrl: async () => null,
    miniApp: {
      ...{ publicUrl: 'https://bench.example', sessionSecret: 'bench-secret-bench-secret-bench-secret' },
      ...{ sessionTtlSeconds: 900, initDataMaxAgeSeconds: 900, botToken: TOKEN, now: () => new Date() },
      ...{ files: import.meta.dirname, frameAncestors: [], languages: ['en'], onLanguage() {} },
      invoiceUrl: async () => '',
      returnTexts: () => ({ title: '', text: '', button: '' }),
      botUsername: async () => null,
      noPlan: () => '',
      legal: { contact: null, termsUrl: null, privacyUrl: null },
    },
  })
  const echo = fastify()
  echo.post('/echo', async request => request.body)
  const [product, floor] = [await portOf(app), await portOf(echo)]
  const path = '/api/v1/miniapp/exchange-initdata'
  const people = each(PEOPLE, () => ++lastPerson)
  await postAll({ port: product, path, bodies: people.map(opening), connections: CONNECTIONS })

  const echoes: number[] = []
  const ratios: Record<Exclude<keyof ExchangeFigures, 'echo'>, number[]> = {
    again: [],
    known: [],
    stranger: [],
  }
  for (let round = 0; round <= rounds; round++) {
    const openings = people.map(opening)
    const kinds = {
      again: each(PEOPLE * USES, n => openings[n % PEOPLE] as string),
      known: each(PEOPLE * USES, n => opening(people[n % PEOPLE] as number)),
      stranger: each(PEOPLE * USES, () => opening(++lastPerson)),
    }
    const rate = await postAll({ port: floor, path: '/echo', bodies: kinds.known, connections: CONNECTIONS })
    if (round > 0) echoes.push(rate)
    for (const [kind, bodies] of Object.entries(kinds)) {
      const exchanged = await postAll({ port: product, path, bodies, connections: CONNECTIONS })
      if (round > 0) ratios[kind as keyof typeof ratios].push(exchanged / rate)
    }
  }
  await Promise.all([app.close(), echo.close()])
  const [again, known, stranger] = [median(ratios.again), median(ratios.known), median(ratios.stranger)]
  return { echo: median(echoes), again, known, stranger }
}

export async function portOf(server: { listen(at: object): Promise<string> }): Promise<number> {
  return Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port)
}
