import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shop } from './shop.ts'
import { stage, xtr } from './stage.ts'

async function linkStage() {
  const staged = await shop()
  const invoice_url = await staged.api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  const pay = () => staged.control.pay({ person: staged.person, invoice_url })
  const told = async () =>
    (await staged.control.updates()).filter(update => update.message?.successful_payment).length
  return { ...staged, pay, told }
}

test('a rapid double tap on a link charges twice too', async () => {
  const { control, pay, told } = await linkStage()
  const outcomes = await Promise.all([pay(), pay()])
  const charges = outcomes.map(outcome => outcome.status === 'paid' && outcome.charge_id)
  expect(new Set(charges).size).toBe(2)
  expect(charges).not.toContain(false)
  expect((await control.balance()).stars).toBe(100)
  expect(await told()).toBe(2)
})

test('the sheet may say paid long before the bot is told', async () => {
  const { control, pay, person, seen, told } = await linkStage()
  await control.sheet({ person, holds_update: true })
  const paid = await pay()
  expect(paid).toEqual({ status: 'paid', charge_id: expect.any(String) })
  // The Stars have gone, and the person sees it; whatever else happens comes through.
  expect(await control.balance()).toMatchObject({ stars: 50, transactions: [{ amount: 50 }] })
  expect((await control.chat(person)).messages.at(-1)).toHaveProperty('successful_payment')
  await control.send({ person, text: 'where is it?' })
  expect((await control.bots())[0]?.pending_update_count).toBeGreaterThan(0)
  await control.faults({ seed: 0 })
  expect(await told()).toBe(0)
  await control.sheet({ person })
  await expect.poll(() => seen.payments).toHaveLength(1)
  expect(seen.payments).toMatchObject([
    { successful_payment: { telegram_payment_charge_id: paid.status === 'paid' ? paid.charge_id : '' } },
  ])
  await pay()
  expect(await told()).toBe(2)
})

test('the sheet may say pending or failed of a payment that happened, for as long as it is told to', async () => {
  const { control, pay, person, told } = await linkStage()
  await control.sheet({ person, says: 'pending', holds_update: true })
  expect(await pay()).toEqual({ status: 'paid', charge_id: expect.any(String), shows: 'pending' })
  expect(await told()).toBe(0)
  await control.sheet({ person, says: 'failed' })
  expect(await told()).toBe(1)
  expect(await pay()).toMatchObject({ status: 'paid', shows: 'failed' })
  expect(await told()).toBe(2)
  expect(await pay()).toEqual({ status: 'failed', reason: 'balance_too_low' })
  await expect(control.sheet({ person: 1 })).rejects.toThrow('404')
})

test('a payment held back by the sheet is not lost by a restart', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const before = await stage({ save })
  const person = await before.newcomer()
  const invoice_url = await before.api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  await before.control.sheet({ person, holds_update: true })
  await before.control.pay({ person, invoice_url, without_precheckout: true })
  expect(await before.api.getUpdates()).toEqual([])
  await before.stop()
  const after = await stage({ save })
  expect(await after.api.getUpdates()).toMatchObject([
    { message: { successful_payment: { total_amount: 50 } } },
  ])
})
