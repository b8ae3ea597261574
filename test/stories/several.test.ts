import type { Update } from '@grammyjs/types'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ShopProcess, startProcess, WEBHOOK_SECRET } from './process.ts'
import { type ProxyServer, startProxy } from './proxy.ts'
import { openStage, type Stage } from './stage.ts'

// promise 5: any number of processes in webhook mode, one truth

let stage: Stage
let proxy: ProxyServer
const processes: ShopProcess[] = []

beforeAll(async () => {
  stage = await openStage({ mode: 'webhook' })
  await stage.stop()
  proxy = await startProxy()
  const address = `${proxy.url}/telegram/webhook`
  for (const registers of [true, false]) {
    const { books, dependencies } = stage
    const own = { ...dependencies, billing: await books.reopen(), registry: new Registry() }
    processes.push(await startProcess(own, { mode: 'webhook', address, registers }))
  }
  proxy.lead(processes.flatMap(({ webhook }) => webhook ?? []))
})
afterAll(async () => {
  for (const one of processes) await one.stop()
  await proxy.stop()
  await stage.close()
})

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

async function bringTo({ webhook }: ShopProcess, update: Update): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET }
  return (await fetch(webhook ?? '', { method: 'POST', headers, body: JSON.stringify(update) })).status
}

test('a purchase goes through, whichever process each of its updates comes to', async () => {
  const [ann, bob] = [await stage.meet('Ann'), await stage.meet('Bob')]
  const moved = await stage.moved(() => Promise.all([ann.buys('month'), bob.buys('month')]))
  expect(moved).toEqual({ 'cash XTR': 500, 'sales XTR': -500 })
  expect((await stage.admin.say('/help')).text).toContain('/refund')
})

test('a payment brought to both at the same moment is booked and thanked for once', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  proxy.lead([])
  await ann.pay(bill, { without_precheckout: true })
  const payment = (await stage.telegram.updates()).at(-1)
  if (!payment) throw new Error('no payment')

  const moved = await stage.moved(async () => {
    const brought = [...processes, ...processes].map(one => bringTo(one, payment))
    expect(new Set(await Promise.all(brought))).toEqual(new Set([200]))
  })
  expect(moved).toEqual(SOLD) // case 1
  proxy.lead(processes.flatMap(({ webhook }) => webhook ?? []))
  await ann.say('/status')
  expect((await ann.messages()).filter(({ text }) => text?.includes('Thank you'))).toHaveLength(1)
})

test('with one of them gone, the other sells on', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const [first] = processes
  await first?.stop()
  const moved = await stage.moved(async () => {
    await ann.pay(bill, { without_precheckout: true })
    await expect.poll(async () => (await stage.books.billing.accessOf(ann.id)).length).toBe(1)
  })
  expect(moved).toEqual(SOLD)
})
