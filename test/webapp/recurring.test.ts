// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { access, grant, PLANS, plan, receipt } from './goods.ts'
import { Visit, type World } from './visit.ts'

const SUB = plan('sub', { stars: { amount: 20, currency: 'XTR', recurring: true } })
const plans = [...PLANS, SUB]

/** Nobody can buy these yet: the server sells what is paid once (`not-sold-here`). */
describe('a plan that renews by itself', () => {
  afterEach(Visit.close)

  const opened = (world: World) => Visit.open({ plans, ...world }, { startParam: 'plan_sub' })

  it('has no price, no button and no place among those on sale', async () => {
    const visit = await opened({})
    expect(visit.text).toContain('For 1 month · renews until you cancel All about sub.')
    expect(visit.text).toContain('This plan can’t be bought here.')
    expect(visit.text).not.toContain('20 Stars')
    expect([visit.controls, visit.mainButton]).toEqual([[], null])
    await visit.press('Plans')
    expect(visit.controls).toEqual(['The week plan', 'The month plan', 'The ever plan'])
    expect(visit.text).toContain('Pay with Stars, once. Nothing renews by itself.')
    await visit.press('Home')
    expect(visit.text).toContain('From 75 Stars')
  })

  // case 90
  it('that is held says until when, and nothing of buying it again', async () => {
    const visit = await opened({ access: access([grant('sub', 10, 30)]) })
    expect(visit.text).toContain('Yours until 30 November 2026')
    expect(visit.text).not.toMatch(/again|new period/)
    expect(visit.mainButton).toBeNull()
    await visit.press('Home')
    expect(visit.text).toContain('The sub plan Until 30 November 2026')
    expect(visit.controls).not.toContain('Extend')
  })

  it('that is over is not offered again', async () => {
    const visit = await Visit.open({
      plans,
      access: access([grant('sub', 1, 10)], { active: false }),
      receipts: [receipt('sub', 1)],
    })
    expect(visit.text).toContain('Ended The sub plan')
    expect(visit.controls).not.toContain('Buy again')
  })

  it('is all there is: then nothing is on sale, and there is no price to begin from', async () => {
    const visit = await Visit.open({ plans: [SUB] })
    expect(visit.text).not.toContain('From')
    await visit.press('Plans')
    expect(visit.text).toContain('Nothing is on sale right now')
  })
})
