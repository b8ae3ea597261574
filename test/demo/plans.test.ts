import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPlanFile } from '../../db/plan-file.ts'

const plansOf = (path: string) => {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8')
  const read = readPlanFile(text, { allowCardForDigital: false })
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.problems))
  return read.plans
}

test('the demo sells what the shop of a new clone sells, one that renews, and two services by card', () => {
  const [shop, demo] = [plansOf('../../plans.json'), plansOf('plans.json')]
  expect(demo.slice(0, shop.length)).toEqual(shop)
  const more = demo.slice(shop.length)
  expect(more.map(({ code, goods, card, stars }) => [code, goods, card !== null, stars?.recurring])).toEqual([
    ['steady', 'digital', false, true],
    ['club', 'service', true, false],
    ['advice', 'service', true, undefined],
  ])
})
