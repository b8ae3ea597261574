// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { confirmPayment } from '../deeds.ts'
import { closeSheet, sheet } from '../store.ts'
import { followPayments, statusOf } from './payment.ts'
import { type PlayedApp, playApp } from './played-app.ts'

let app: PlayedApp
let stop: () => void

beforeEach(() => {
  app = playApp()
  stop = followPayments()
  app.answers.set('invoice', () =>
    Response.json({ invoice: { title: 'Month', description: 'Pro', currency: 'XTR', total_amount: 250 } }),
  )
})

afterEach(() => {
  stop()
  app.part()
})

const endings = () => app.told.filter(one => one.eventType === 'invoice_closed').map(one => one.eventData)

async function openSheet(): Promise<void> {
  app.says('web_app_open_invoice', { slug: 'AbC' })
  await vi.waitFor(() => expect(sheet.value).toMatchObject({ kind: 'pay', person: 1, forApp: 'AbC' }))
}

test('a sheet closed before anything is paid is cancelled', async () => {
  await openSheet()
  expect(endings()).toEqual([])
  closeSheet()
  expect(endings()).toEqual([{ slug: 'AbC', status: 'cancelled' }])
})

// cases 17, 18: the app is told what the client believes, which need not be the truth
test.each([
  [{ status: 'paid', charge_id: 'c' }, 'paid'],
  [{ status: 'paid', charge_id: 'c', shows: 'pending' }, 'pending'],
  [{ status: 'paid', charge_id: 'c', shows: 'failed' }, 'failed'],
  [{ status: 'failed', reason: 'refused', error_message: 'No' }, 'failed'],
])('%j is told to the app once, when it is known', async (outcome, status) => {
  app.answers.set('pay', () => Response.json(outcome))
  await openSheet()
  await confirmPayment()
  expect(endings()).toEqual([{ slug: 'AbC', status }])
  closeSheet()
  expect(endings()).toHaveLength(1)
})

test('an invoice that cannot be opened has failed, and so has one asked for while another is open', async () => {
  await openSheet()
  app.says('web_app_open_invoice', { slug: 'second' })
  expect(endings()).toEqual([{ slug: 'second', status: 'failed' }])
  closeSheet()
  app.answers.set('invoice', () => Response.json({ error: 'there is no such invoice' }, { status: 404 }))
  app.says('web_app_open_invoice', { slug: 'third' })
  await vi.waitFor(() => expect(endings().at(-1)).toEqual({ slug: 'third', status: 'failed' }))
})

test('a payment from the chat is no business of the app’s', () => {
  app.says('web_app_ready')
  const invoice = {
    title: 'Month',
    description: '',
    start_parameter: '',
    currency: 'XTR' as const,
    total_amount: 1,
  }
  sheet.value = { kind: 'pay', person: 1, from: { message_id: 3 }, invoice, step: { name: 'confirm' } }
  closeSheet()
  expect(endings()).toEqual([])
})

test('where nobody heard the outcome, the app is not told a wrong one', () => {
  expect(statusOf({ name: 'busy' })).toBe('pending')
  expect(statusOf({ name: 'unknown', problem: 'The sandbox does not answer.' })).toBe('pending')
})
