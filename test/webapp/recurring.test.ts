// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { checkout, MONTHLY, subscribed } from './cards.ts'
import { access, dayAt, FREE, grant, PLANS, plan, receipt } from './goods.ts'
import { json, problem, type ScriptedServer } from './scripted-server.ts'
import { AWAITED, CLUB, GRACE, inStars, joined, MEMBER, STOPPED } from './stars.ts'
import { Visit, type World } from './visit.ts'

const plans = [...PLANS, CLUB]
const BODY = 'POST billing/stars-invoice'

const opened = (world: World = {}, script = (_: ScriptedServer) => {}) =>
  Visit.open({ plans, ...world }, { startParam: 'plan_club' }, script)

describe('a plan that renews by itself in Stars', () => {
  afterEach(Visit.close)

  it('says so wherever it is sold, and what it costs how often', async () => {
    const visit = await opened()
    expect(visit.text).toContain(
      'The club plan 100 Stars every 30 days, renews until you cancel All about club.',
    )
    expect(visit.mainButton?.text).toBe('Subscribe for 100 Stars')
    await visit.press('Plans')
    expect(visit.text).toContain('Pay with Stars. Only what says so renews by itself.')
    expect(visit.text).toContain('The club plan 100 Stars every 30 days, renews All about')
    await visit.press('Home')
    expect(visit.text).toContain('From 75 Stars')
  })

  it('is ordered, paid on Telegram’s sheet, and told of by when it renews', async () => {
    let theirs: World = {}
    const visit = await opened({}, server =>
      server
        .on('GET me/entitlements', () => json(theirs.access ?? []))
        .on('GET billing/subscription', () => json(theirs.subscription ?? FREE))
        .on(BODY, () =>
          json({ order_id: 'o1', invoice_url: 'https://t.me/$slug', expires_at: dayAt(22) }, 201),
        )
        .on('GET billing/orders/o1', () =>
          json({ order_id: 'o1', plan: 'club', plan_title: 'The club plan', status: 'paid' }),
        ),
    )
    theirs = { access: MEMBER, subscription: joined() }
    await visit.pressMain()
    expect(visit.device.last('web_app_open_invoice')).toEqual({ slug: 'slug' })
    visit.device.tell('invoice_closed', { slug: 'slug', status: 'paid' })
    await visit.settle()
    expect(visit.announced).toEqual([
      'Thank you! The club plan is yours, and renews by itself on 10 December 2026',
    ])
    expect(visit.server.asked.find(({ path }) => path === 'billing/stars-invoice')?.body).toEqual({
      plan: 'club',
    })
  })

  it('is not sold again while it renews, and leads to where that is managed', async () => {
    const visit = await opened({ access: MEMBER, subscription: joined() })
    expect(visit.text).toContain('Renews on 10 December 2026 There is nothing to buy')
    expect(visit.mainButton).toBeNull()
    await visit.press('Home')
    expect(visit.text).toContain('Active The club plan Renews on 10 December 2026')
    expect(visit.text).toContain('Then 100 Stars · you can cancel at any time')
    await visit.press('Manage')
    expect(visit.title).toBe('Payments')
  })

  // cases 23 and 90
  it('is not sold again while its payment is late: what is owed is said, and no day that is past', async () => {
    const visit = await opened({ access: GRACE, subscription: joined({ ...AWAITED, status: 'past_due' }) })
    expect(visit.text).toContain(
      'Your renewal is not paid yet The club plan stays open until 23 November 2026.',
    )
    expect(visit.text).not.toContain('Renews on')
    expect(visit.mainButton).toBeNull()
  })

  // case 90
  it('is not sold again either while it could be turned on again, which costs nothing', async () => {
    const visit = await opened({ access: MEMBER, subscription: joined(STOPPED) })
    expect(visit.text).toContain(
      'Yours until 10 December 2026 Its renewal is off. Turning it on again costs nothing today. Manage',
    )
    expect([visit.mainButton, visit.secondButton]).toEqual([null, null])
    await visit.press('Home')
    expect(visit.text).toContain('Until 10 December 2026 19 days left · does not renew by itself')
    expect(visit.controls).toContain('Manage')
    expect(visit.controls).not.toContain('Extend')
  })

  // case 90
  it.each([
    [{}, 'It renews by itself: it starts and is charged at once, so until 30 November 2026 you would pay'],
    [
      { card: { amount: 499, currency: 'EUR', recurring: true } },
      'Yours until 30 November 2026 It renews by itself: it starts and is charged at once',
    ],
    [
      { card: { amount: 499, currency: 'EUR', recurring: false } },
      'Buy it again by card, and the new period (30 days) starts when this one ends. You lose nothing. For Stars it renews by itself: it starts and is charged at once',
    ],
  ])('that they hold in another way says that days would be paid for twice %#', async (more, words) => {
    const visit = await opened({
      plans: [{ ...CLUB, ...more }],
      access: access([grant('club', 1, 30)], { source: 'manual' }),
    })
    expect(visit.text).toContain(words)
    expect(visit.mainButton?.text).toBe('Subscribe for 100 Stars')
  })

  it('that is over is offered again, and is a price to begin from', async () => {
    const visit = await Visit.open({
      plans: [CLUB],
      access: access([grant('club', 1, 10)], { active: false }),
      receipts: [receipt('club', 1)],
    })
    expect(visit.text).toContain('Ended The club plan')
    expect(visit.controls).toContain('Buy again')
    Visit.close()
    expect((await Visit.open({ plans: [CLUB] })).text).toContain('From 100 Stars')
  })
})

describe('a subscription in Stars beside another', () => {
  afterEach(Visit.close)

  const bodies = ({ server }: Visit) =>
    server.asked.filter(({ path }) => path === 'billing/stars-invoice').map(({ body }) => body)

  // case 37
  it('is asked about, and begun once they want both', async () => {
    let asked = 0
    const visit = await opened({ subscription: subscribed() }, server =>
      server.on(BODY, () =>
        asked++ === 0
          ? problem(409, 'parallel')
          : json({ order_id: 'o1', invoice_url: 'https://t.me/$slug', expires_at: dayAt(22) }, 201),
      ),
    )
    await visit.pressMain()
    const dialog = document.querySelector('dialog')?.textContent
    expect(dialog).toContain('The month plan renews on 30 November 2026 for €9.99')
    expect(visit.controls).toEqual(['Pay for both', 'Cancel'])
    await visit.press('Pay for both')
    expect(bodies(visit)).toEqual([{ plan: 'club' }, { plan: 'club', anyway: true }])
    expect(visit.announced).toEqual(['Waiting for your payment The invoice is open in Telegram.'])
    expect(document.querySelector('dialog')).toBeNull()
  })

  it('that is late is named by what is owed, by card as well', async () => {
    const subscription = joined(AWAITED)
    const visit = await Visit.open(
      { plans: [MONTHLY, CLUB], subscription },
      { startParam: 'plan_month' },
      server => {
        let asked = 0
        server.on('POST billing/checkout', () => (asked++ === 0 ? problem(409, 'parallel') : checkout()))
      },
    )
    await visit.pressSecond()
    expect(document.querySelector('dialog')?.textContent).toContain(
      'The payment for The club plan has not come yet: 100 Stars. If you go on, both will cost you money.',
    )
    await visit.press('Pay for both')
    expect(visit.announced[0]).toContain('Pay in your browser')
  })

  it('of what they have already leads to where it is managed', async () => {
    const visit = await opened({}, server => server.on(BODY, () => problem(409, 'subscribed')))
    await visit.pressMain()
    expect(visit.announced).toEqual(['You are already subscribed to this Nothing was charged.'])
    await visit.press('Manage')
    expect(visit.title).toBe('Payments')
  })

  // case 36
  it('is one of two that cost money, and either can be ended with a tap', async () => {
    const year = plan('year', { stars: null })
    const subscription = subscribed({ parallel: [inStars()] })
    const visit = await Visit.open({ plans: [year, CLUB], subscription }, { startParam: 'billing' }, server =>
      server.on('POST billing/subscription/cancel', () => json({ url: null })),
    )
    expect(visit.announced).toContain(
      'You pay for another one too The club plan renews on 10 December 2026 for 100 Stars. Both cost you money.',
    )
    expect(visit.controls).toEqual(['Upgrade', 'Manage payment', 'Cancel renewal', 'Cancel this one'])
    await visit.press('Cancel this one')
    document.querySelector<HTMLElement>('dialog .button-danger')?.click()
    await visit.settle()
    expect(visit.server.asked.find(({ path }) => path.endsWith('/cancel'))?.body).toEqual({
      subscription_id: 's2',
    })
  })
})
