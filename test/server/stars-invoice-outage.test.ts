import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../support/sale.ts'
import { BUYER, loseDatabase, openStage, type Stage, signIn } from './stage.ts'

let stage: Stage
let link: () => Promise<string>
/** Asked for while Telegram was silent, before all else: that takes its time. */
let unanswered: ReturnType<typeof ask>
const UNANSWERED = BUYER + 1000

beforeAll(async () => {
  stage = await openStage({ miniApp: { invoiceUrl: () => link() } })
  const asked = Promise.withResolvers<void>()
  link = () => {
    asked.resolve()
    return new Promise(() => {})
  }
  unanswered = ask(UNANSWERED)
  await asked.promise
})
afterAll(() => stage.close())

async function ask(id: number) {
  const headers = await signIn(stage, { id })
  const payload = { plan: 'month' }
  return await stage.app.inject({ method: 'POST', url: '/api/v1/billing/stars-invoice', headers, payload })
}

const ordersOf = (id: number) =>
  rows<{ id: string; canceled: boolean }>(
    stage,
    `select o.id, c.order_id is not null as canceled from orders o
     left join order_cancellations c on c.order_id = o.id where person_id = $1`,
    [id],
  )

describe('while Telegram does not answer', () => {
  it.each([
    ['refuses the call', () => ({ id: BUYER, response: ask(BUYER) })],
    ['says nothing in time', () => ({ id: UNANSWERED, response: unanswered })],
  ])(
    '(%s) there is no invoice, its order is gone, and asking again works',
    { timeout: 10_000 },
    async (_, given) => {
      link = () => Promise.reject(new Error('Bad Gateway: 4200:a-token-that-is-in-the-error-000000'))
      const { id, response } = given()
      const answer = await response
      expect(answer.statusCode).toBe(503)
      expect(answer.headers['retry-after']).toBe('2')
      expect(answer.json()).toMatchObject({
        type: 'urn:starpass:problem:telegram',
        detail: expect.stringContaining('Nothing was charged'),
      })
      const orders = await ordersOf(id)
      expect(orders).toMatchObject([{ canceled: true }])
      expect(stage.lines()).toContainEqual(
        expect.objectContaining({ level: 'warn', order_id: orders[0]?.id, person_id: id }),
      )
      expect(stage.raw()).not.toContain('a-token-that-is-in-the-error')

      link = async () => 'https://t.me/$later'
      expect((await ask(id)).statusCode).toBe(201)
    },
  )

  // case 89
  it('each try counts: five a minute are asked of Telegram, not more', async () => {
    let asked = 0
    link = () => {
      asked++
      return Promise.reject(new Error('Bad Gateway'))
    }
    const statuses = []
    for (let count = 0; count < 6; count++) statuses.push((await ask(BUYER + 1)).statusCode)
    expect(statuses).toEqual([503, 503, 503, 503, 503, 429])
    expect(asked).toBe(5)
  })

  it('while the database is away, Telegram is not asked', async () => {
    const lost = await openStage({ miniApp: { invoiceUrl: () => Promise.reject(new Error('asked')) } })
    const authorization = await signIn(lost)
    await loseDatabase(lost)
    const response = await lost.app.inject({
      method: 'POST',
      url: '/api/v1/billing/stars-invoice',
      headers: authorization,
      payload: { plan: 'month' },
    })
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:unavailable' })
    expect(lost.raw()).not.toContain('gave no link')
    await lost.close()
  })
})
