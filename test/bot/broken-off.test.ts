import { Api } from 'grammy'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { Intake } from '../../bot/intake.ts'
import { metricsOn } from '../../bot/metrics.ts'
import { LEADING } from './intakes.ts'
import { scripted } from './scripted.ts'

test('what a request that was broken off should have confirmed is confirmed on closing', async () => {
  const telegram = await scripted({ getUpdates: [{ result: [{ update_id: 7 }] }, { result: [] }] })
  const intake = new Intake({
    api: new Api('4600:broken-off', { apiRoot: telegram.url }),
    till: { book: async () => undefined },
    metrics: metricsOn(new Registry()),
    logger: pino({ level: 'silent' }),
    lead: LEADING,
    conflictMs: 1_000,
  })
  const stop = new AbortController()
  const signal = stop.signal as Parameters<typeof intake.supply>[1]
  expect(await intake.supply(1, signal)).toHaveLength(1)
  stop.abort()
  await expect(intake.supply(1, signal)).rejects.toThrow()
  await intake.close(1_000.5)
  expect(telegram.calls.map(({ payload }) => payload['offset'])).toEqual([0, 8])
})
