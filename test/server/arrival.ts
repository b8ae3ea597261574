import { sign } from '@tma.js/init-data-node'
import type { createApp } from '../../server/app.ts'
import { BUYER, type Stage } from './stage.ts'

export const EXCHANGE = '/api/v1/miniapp/exchange-initdata'
/** Of the stage's bot. */
const TOKEN = '4200:stage-token'

let lastOpening = 0

/** What Telegram gives the Mini App that somebody opens now, or `secondsAgo`; each opening is another. */
export function opening(
  { clock }: Pick<Stage, 'clock'>,
  { secondsAgo = 0, token = TOKEN, user = {} }: { secondsAgo?: number; token?: string; user?: object } = {},
): string {
  const wholeSecond = Math.floor(+clock.now() / 1000) * 1000
  return sign(
    {
      user: { id: BUYER, first_name: 'Ada', username: 'ada', language_code: 'en', ...user },
      query_id: `AAE${++lastOpening}`,
      signature: 'zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ',
    },
    token,
    new Date(wholeSecond - secondsAgo * 1000),
  )
}

let lastAddress = 0

/** An address that nobody tried from yet: those who try more than ten times a minute are refused. */
export function anAddress(): string {
  return `198.51.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`
}

type App = Pick<ReturnType<typeof createApp>, 'inject'>

/** Exchanges it for a token, as the app does. */
export async function exchange(app: App, initData: unknown, remoteAddress = anAddress()) {
  const payload = { init_data: initData }
  return await app.inject({ method: 'POST', url: EXCHANGE, payload, remoteAddress })
}

/** The headers of whoever opens the app now. */
export async function enter(stage: Stage, initData = opening(stage)): Promise<{ authorization: string }> {
  const answer = await exchange(stage.app, initData)
  return { authorization: `Bearer ${answer.json().access_token}` }
}
