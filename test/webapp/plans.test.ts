// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { MONTHLY } from './cards.ts'
import { access, grant, PLANS, plan, receipt } from './goods.ts'
import { problem, silence } from './scripted-server.ts'
import { Visit, type World } from './visit.ts'

const FEATURES = Array.from({ length: 12 }, (_, at) => `Feature ${at + 1}`)

describe('the plans', () => {
  afterEach(Visit.close)

  async function plans(world: World = {}): Promise<Visit> {
    const visit = await Visit.open(world)
    await visit.press('Plans')
    return visit
  }

  it('say what each is, what it gives, for how long, and for how much', async () => {
    const visit = await plans()
    expect(visit.text).toContain(
      'Plans Pay with Stars, once. Nothing renews by itself. The week plan 75 Stars 7 days All about week. Everything in Pro 3 devices',
    )
    expect(visit.text).toContain('The ever plan 9,000 Stars for ever')
    expect(visit.controls).toEqual(['The week plan', 'The month plan', 'The ever plan'])
    expect(visit.find('button', 'Plans').getAttribute('aria-current')).toBe('page')
  })

  it('mark what one holds, or will', async () => {
    const visit = await plans({
      access: access([grant('week', 20, 27), grant('month', 27, 57), grant('ever', 1, null)]),
    })
    expect(visit.text).toContain('7 days Yours until 27 November 2026 All about week')
    expect(visit.text).toContain('1 month Yours from 27 November 2026')
    expect(visit.text).toContain('for ever Yours for ever')
  })

  it('show no card price where none can be paid, and leave out what cannot be bought here', async () => {
    const visit = await plans({ plans: [plan('month'), plan('none', { stars: null })] })
    expect(visit.controls).toEqual(['The month plan'])
    expect(visit.text).not.toContain('card')
  })

  it('count what does not fit on a card, and show it all with the plan', async () => {
    const visit = await plans({ plans: [plan('big', { features: FEATURES, period: 'P1Y6M' })] })
    expect(visit.text).toContain(
      '1 year and 6 months All about big. Feature 1 Feature 2 Feature 3 and 9 more',
    )
    await visit.press('The big plan')
    expect(visit.text).toContain(FEATURES.join(' '))
  })

  it('are none, and that is said', async () => {
    const visit = await plans({ plans: [] })
    expect(visit.text).toContain('Nothing is on sale right now What you already have stays yours.')
  })

  it('wait with an outline, and ask again when they did not come', async () => {
    let broken = true
    const visit = await Visit.open({}, {}, server =>
      server.on('GET catalog', () => (broken ? problem(429, 'too-many') : Response.json(PLANS))),
    )
    await visit.press('Plans')
    expect(visit.announced[0]).toContain('A little too fast')
    broken = false
    await visit.press('Try again')
    expect(visit.controls).toHaveLength(3)
    Visit.close()
    const waiting = await Visit.open({}, {}, server => server.on('GET catalog', silence))
    await waiting.press('Plans')
    expect(waiting.announced).toEqual(['Loading…'])
  })
})

interface Offer {
  state: string
  world: World
  says: string
  /** What Telegram’s button says. */
  button: string | null
}

// case 90
const OFFERS: Offer[] = [
  {
    state: 'not held',
    world: {},
    says: 'The month plan 250 Stars For 1 month · does not renew by itself All about month. Everything in Pro 3 devices',
    button: 'Buy for 250 Stars',
  },
  {
    state: 'held',
    world: { access: access([grant('month', 10, 30)]) },
    says: 'Yours until 30 November 2026 Buy it again, and the new period (1 month) starts when this one ends.',
    button: 'Buy for 250 Stars',
  },
  {
    state: 'held, on sale by card for every month',
    world: { plans: [{ ...MONTHLY, stars: null }], access: access([grant('month', 10, 30)]) },
    says: 'Yours until 30 November 2026 By card it renews by itself: it starts and is charged at once, so until 30 November 2026 you would pay for the same days twice.',
    button: 'Pay €9.99 by card',
  },
  {
    state: 'held, on sale for Stars once or by card for every month',
    world: { plans: [MONTHLY], access: access([grant('month', 10, 30)]) },
    says: 'Buy it again for Stars, and the new period (1 month) starts when this one ends. You lose nothing. By card it renews by itself',
    button: 'Buy for 250 Stars',
  },
  {
    state: 'held for some time, on sale for ever',
    world: { plans: [plan('month', { period: 'lifetime' })], access: access([grant('month', 10, 30)]) },
    says: 'Paid once, yours for ever All about month. Everything in Pro 3 devices Yours until 30 November 2026 Buy it, and it never ends.',
    button: 'Buy for 250 Stars',
  },
  {
    state: 'held for ever',
    world: { access: access([grant('month', 10, null)]) },
    says: 'Yours for ever There is nothing more to buy.',
    button: null,
  },
  {
    state: 'over',
    world: { access: access([grant('month', 1, 10)]), receipts: [receipt('month', 1)] },
    says: 'Everything in Pro 3 devices',
    button: 'Buy for 250 Stars',
  },
  {
    state: 'sold neither for Stars nor by card',
    world: { plans: [plan('month', { stars: null })] },
    says: 'This plan can’t be bought here.',
    button: null,
  },
]

describe('a plan', () => {
  afterEach(Visit.close)

  it.each(OFFERS)('says before paying what paying would mean: $state', async ({ world, says, button }) => {
    const visit = await Visit.open(world, { startParam: 'plan_month' })
    expect(visit.title).toBe('The month plan')
    expect(visit.text).toContain(says)
    expect(visit.mainButton?.text ?? null).toBe(button)
    // Telegram’s own buttons are the only ones.
    expect(visit.controls).toEqual([])
  })

  // case 88
  it.each([
    [undefined, 'No longer sold This plan is not sold any more. These are:'],
    [access([grant('gone', 10, 30)]), 'what you have of it stays yours. On sale now:'],
  ])('that is retired says so, and shows those on sale', async (owned, says) => {
    const visit = await Visit.open(owned ? { access: owned } : {}, { startParam: 'plan_gone' })
    expect(visit.text).toContain(says)
    expect(visit.controls).toEqual(['The week plan', 'The month plan', 'The ever plan'])
    expect(visit.mainButton).toBeNull()
    await visit.press('The month plan')
    expect(visit.mainButton?.text).toBe('Buy for 250 Stars')
  })

  it('has no button to pay before it is known whether it is owned for ever', async () => {
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server =>
      server.on('GET me/entitlements', silence),
    )
    expect(visit.text).toContain('250 Stars')
    expect(visit.mainButton).toBeNull()
  })

  it('leads back by Telegram’s arrow to where one was, with focus on what was pressed', async () => {
    const visit = await Visit.open()
    await visit.press('Plans')
    await visit.press('The month plan')
    expect(visit.device.last('web_app_setup_back_button')).toEqual({ is_visible: true })
    visit.device.tell('back_button_pressed')
    await visit.settle()
    expect(visit.title).toBe('Plans')
    expect(document.activeElement?.textContent).toBe('The month plan')
    expect(visit.mainButton).toBeNull()
  })

  it('has buttons of its own where no client has any', async () => {
    const visit = await Visit.open({}, { startParam: 'plan_month', unheard: true })
    expect(visit.controls).toEqual(['Back', 'Buy for 250 Stars'])
    await visit.press('Back')
    expect(visit.title).toBe('Plans')
  })
})
