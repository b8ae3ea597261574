import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ precheckoutTimeoutMs: 1_500 })
})
afterAll(() => stage.close())

test('a pre-checkout answered too late is left alone, and the order stays payable', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await stage.stop()
  expect(await ann.pay(bill)).toEqual({ status: 'failed', reason: 'timeout' })

  await stage.start()
  await expect.poll(() => stage.metric('telegram_precheck_total{result="late"}')).toBe(1) // case 10
  expect(stage.log.join('')).toContain('pre-checkout answered too late')
  expect(await stage.telegram.requests('answerPreCheckoutQuery')).toHaveLength(1)
  expect(await ann.pay(bill)).toMatchObject({ status: 'paid' })
  await ann.reads('Thank you')
})
