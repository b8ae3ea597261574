import type { WebhookInfo } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UPDATE_TYPES } from '../bot/counting.ts'
import { openBooks, type TestBooks } from './support/books.ts'
import { examined } from './support/examined.ts'
import { anOrder, chargeFor, someone } from './support/sale.ts'

const ADDRESS = 'https://shop.example/telegram/webhook'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

const ask = (webhook: Partial<WebhookInfo>, env: Record<string, string> = {}, aheadMs = 0) =>
  examined(books, webhook, env, { aheadMs })

const askByWebhook = (webhook: Partial<WebhookInfo>) =>
  ask(webhook, {
    BOT_MODE: 'webhook',
    PUBLIC_URL: 'https://shop.example',
    SESSION_SECRET: 's'.repeat(32),
    TELEGRAM_WEBHOOK_SECRET: 'hook',
  })

const SOUND = { url: ADDRESS, allowed_updates: [...UPDATE_TYPES] }
const ago = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60

describe('the doctor, in webhook mode', () => {
  it('finds a webhook sound that is ours and gets every kind of update', async () => {
    const { exitCode, said } = await askByWebhook(SOUND)
    expect(said).toContain(`ok    Telegram: sends updates to ${ADDRESS}.`)
    expect(exitCode).toBe(0)
    expect((await askByWebhook({ url: ADDRESS })).exitCode).toBe(0)
  })

  it.each([
    ['there is none', '', 'no webhook is set'],
    ['it is somebody else’s', 'https://old.example/hook', 'updates go to https://old.example/hook'],
  ])('says what to do when %s, and exits with 1', async (_, url, found) => {
    const { exitCode, said } = await askByWebhook({ ...SOUND, url })
    expect(said).toContain(`BAD   Telegram: ${found}, not to ${ADDRESS}. Starting sets it`)
    expect(exitCode).toBe(1)
  })

  // case 49
  it('names the updates that an older deployment told Telegram not to send', async () => {
    const allowed_updates = ['message', 'callback_query'] as const
    const { exitCode, said } = await askByWebhook({ ...SOUND, allowed_updates: [...allowed_updates] })
    expect(said).toContain('BAD   Telegram: does not send pre_checkout_query, my_chat_member, subscription.')
    expect(exitCode).toBe(1)
  })

  it.each([
    ['Connection refused', 'Check that PUBLIC_URL leads to this machine'],
    ['Wrong response from the webhook: 401 Unauthorized', 'the present TELEGRAM_WEBHOOK_SECRET'],
  ])('warns of a delivery that failed lately: %s', async (last_error_message, remedy) => {
    const { exitCode, said } = await askByWebhook({ ...SOUND, last_error_message, last_error_date: ago(5) })
    expect(said).toContain(`note  Telegram: 5 minutes ago a delivery failed: ${last_error_message}.`)
    expect(said).toContain(remedy)
    expect(exitCode).toBe(0)

    const old = await askByWebhook({ ...SOUND, last_error_message, last_error_date: ago(600) })
    expect(old.said).not.toContain('a delivery failed')
  })

  it('warns when many updates wait', async () => {
    const { exitCode, said } = await askByWebhook({ ...SOUND, pending_update_count: 2500 })
    expect(said).toContain('note  Telegram: 2500 updates wait to be delivered.')
    expect(exitCode).toBe(0)
  })
})

describe('the doctor', () => {
  it('only notes a webhook that polling would take down', async () => {
    const { exitCode, said } = await ask({ url: 'https://old.example/hook' })
    expect(said).toContain('note  Telegram: a webhook is set; starting in polling mode removes it.')
    expect(exitCode).toBe(0)
  })

  // case 49
  it('names the updates that getUpdates would not be given, whatever the mode', async () => {
    const { exitCode, said } = await ask({ allowed_updates: ['message', 'callback_query'] })
    expect(said).toContain('BAD   Telegram: does not send pre_checkout_query, my_chat_member, subscription.')
    expect(exitCode).toBe(1)
    expect((await ask({ allowed_updates: [...UPDATE_TYPES] })).exitCode).toBe(0)
  })

  it('notes what a shop should not be without', async () => {
    const { exitCode, said } = await ask({})
    for (const setting of ['SUPPORT_CONTACT', 'TERMS_URL', 'PRIVACY_URL', 'ADMIN_IDS'])
      expect(said).toContain(`note  ${setting} is not set`)
    expect(exitCode).toBe(0)
    expect((await ask({}, { ADMIN_IDS: '900' })).said).not.toContain('ADMIN_IDS')
  })

  it('notes money in quarantine, and exits with 0 for it', async () => {
    const order = await anOrder(books, await someone(books))
    await books.billing.settle(chargeFor(order, { price: { amount: 1, currency: 'XTR' } }))
    const { exitCode, said } = await ask({})
    expect(said).toContain('note  Books: charges in quarantine: 1. See /why')
    expect(exitCode).toBe(0)
  })

  it('says of each endpoint of other services whether it is where it can be told', async () => {
    const webhooks = { OUTGOING_WEBHOOK_SECRET: 's'.repeat(32) }
    const near = await ask(
      {},
      { ...webhooks, OUTGOING_WEBHOOK_URLS: 'https://93.184.216.34:8443/hook?token=t' },
    )
    expect(near.said).toContain('ok    Webhooks: 93.184.216.34:8443 is where other services can be told.')
    expect(near.exitCode).toBe(0)
  })

  it('exits with 1 when the database does not answer, and says where to look', async () => {
    const { exitCode, said } = await ask({}, { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })
    expect(said).toMatch(/BAD {3}Database: .* Check DATABASE_URL\./)
    expect(exitCode).toBe(1)
  })
})

// case 57
describe('the doctor, looking at the clock', () => {
  it.each([
    [120, 'ahead of'],
    [-45, 'behind'],
  ])('says when it is %i seconds off, and exits with 1', async (seconds, where) => {
    const { exitCode, said } = await ask({}, {}, seconds * 1000)
    const off = /BAD {3}Clock: this machine is (\d+) seconds (.*) Telegram\. Have it set by NTP\./.exec(said)
    expect(off?.[2]).toBe(where)
    expect(Math.abs(Number(off?.[1]) - Math.abs(seconds))).toBeLessThanOrEqual(1)
    expect(exitCode).toBe(1)
  })

  it.each([0, 28, -28])('has nothing to say of %i seconds', async seconds => {
    const { exitCode, said } = await ask({}, {}, seconds * 1000)
    expect(said).not.toContain('Clock')
    expect(exitCode).toBe(0)
  })
})
