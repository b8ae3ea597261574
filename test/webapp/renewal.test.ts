// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { SubscriptionJson } from '../../server/billing-contract.ts'
import type { OwnEntitlementJson } from '../../server/contract.ts'
import { access, dayAt, grant, receipt } from './goods.ts'
import { dropped, json, problem, type ScriptedServer } from './scripted-server.ts'
import { AWAITED, CLUB, GRACE, inStars, joined, MEMBER, STOPPED } from './stars.ts'
import { Visit } from './visit.ts'

const CANCEL = 'POST billing/subscription/cancel'
const ALLOW = 'POST billing/subscription/allow'
const HOW = 'To have it renew again, turn it on in Telegram: Settings › My Stars.'

describe('the renewal of a subscription in Stars', () => {
  afterEach(Visit.close)

  /** On the screen of payments, with a server that says this until it is told otherwise. */
  async function open(
    told: SubscriptionJson,
    script = (_: ScriptedServer) => {},
    held: OwnEntitlementJson[] = told.grace_until === null ? MEMBER : GRACE,
  ) {
    const now = { told }
    const visit = await Visit.open(
      { plans: [CLUB], access: held, receipts: [receipt('club', 10)] },
      { startParam: 'billing' },
      server => {
        server.on('GET billing/subscription', () => json(now.told))
        script(server)
      },
    )
    return { visit, now }
  }

  it('is told with its price, and can be ended', async () => {
    const { visit } = await open(joined())
    expect(visit.text).toContain(
      'The club plan Active Renews on 10 December 2026 100 Stars every 30 days Everything in Pro',
    )
    expect(visit.controls.slice(0, 2)).toEqual(['Upgrade', 'Cancel renewal'])
  })

  it('is ended once that is sure: access stays, and what it says is what stands there then', async () => {
    const { visit, now } = await open(joined(), server => server.on(CANCEL, () => json({ url: null })))
    await visit.press('Cancel renewal')
    expect(document.querySelector('dialog')?.textContent).toContain(
      'The club plan stays yours until 10 December 2026. After that it ends, and nothing more is charged.',
    )
    await visit.press('Keep it')
    expect([document.querySelector('dialog'), visit.server.count(CANCEL)]).toEqual([null, 0])

    await visit.press('Cancel renewal')
    now.told = joined(STOPPED)
    document.querySelector<HTMLElement>('dialog .button-danger')?.click()
    await visit.settle()
    expect(visit.server.asked.find(({ path }) => path.endsWith('/cancel'))?.body).toEqual({
      subscription_id: 's2',
    })
    expect(document.querySelector('dialog')).toBeNull()
    expect(visit.announced).toContain('The renewal is canceled.')
    expect(visit.text).toContain(
      'Will not renew Ends on 10 December 2026 and does not renew by itself Paid: 100 Stars',
    )
    expect(visit.controls.slice(0, 2)).toEqual(['Upgrade', 'Turn renewal on again'])
    expect(document.activeElement?.tagName).not.toBe('BODY')
  })

  it('that was ended here is had again in two steps, and the second is theirs', async () => {
    const { visit, now } = await open(joined(STOPPED), server => server.on(ALLOW, () => json({ url: null })))
    expect(visit.text).not.toContain(HOW)
    now.told = joined({ ...STOPPED, stopped_here: false })
    await visit.press('Turn renewal on again')
    expect(visit.announced).toContain(HOW)
    expect(visit.text).toContain(HOW)
    expect(visit.controls[1]).not.toBe('Turn renewal on again')

    // What they do in Telegram is seen as soon as they are back.
    now.told = joined()
    visit.device.tell('visibility_changed', { is_visible: false })
    visit.device.tell('visibility_changed', { is_visible: true })
    await visit.settle()
    expect(visit.text).toContain('Renews on 10 December 2026')
    expect(visit.text).not.toContain(HOW)
  })

  it('that they ended in Telegram is turned on there', async () => {
    const { visit } = await open(joined({ ...STOPPED, stopped_here: false }))
    expect(visit.text).toContain(`Will not renew Ends on 10 December 2026 and does not renew by itself`)
    expect(visit.text).toContain(HOW)
    expect(visit.controls[0]).toBe('Upgrade')
    expect(visit.controls).not.toContain('Cancel renewal')
  })

  it.each([
    [CANCEL, dropped, 'No connection'],
    [ALLOW, () => problem(503, 'x'), 'Something went wrong on our side. Nothing was changed.'],
    [ALLOW, () => problem(429, 'x'), 'A little too fast. Nothing was changed.'],
  ])('stays as it is where the server could not: %s %#', async (path, reply, words) => {
    const { visit } = await open(joined(path === CANCEL ? {} : STOPPED), server => server.on(path, reply))
    if (path === CANCEL) {
      await visit.press('Cancel renewal')
      document.querySelector<HTMLElement>('dialog .button-danger')?.click()
    } else await visit.press('Turn renewal on again')
    await visit.settle()
    expect(visit.announced).toContain(words)
  })

  it('that is over meanwhile is shown so', async () => {
    const { visit, now } = await open(joined(), server =>
      server.on(CANCEL, () => problem(409, 'nothing-to-cancel')),
    )
    await visit.press('Cancel renewal')
    now.told = joined(STOPPED)
    document.querySelector<HTMLElement>('dialog .button-danger')?.click()
    await visit.settle()
    expect(visit.text).toContain('Will not renew')
  })

  // case 23
  it('that is awaited says until when access goes on, and that ending it ends access', async () => {
    const { visit } = await open(joined(AWAITED))
    expect(visit.text).toContain(
      'The club plan Awaiting renewal Open until 23 November 2026 while the payment is late 100 Stars',
    )
    await visit.press('Cancel renewal')
    expect(document.querySelector('dialog')?.textContent).toContain(
      'What was paid for is over, so it ends at once. Nothing more is charged.',
    )
  })

  // case 27: a gift beside it
  it('that is awaited while something else keeps it open says until when, and that ending it ends nothing', async () => {
    const gift = access([grant('club', -10, 20), grant('club', 20, 40)])
    const { visit } = await open(joined(AWAITED), undefined, gift)
    expect(visit.text).toContain('The club plan Awaiting renewal Until 10 December 2026')
    await visit.press('Cancel renewal')
    expect(document.querySelector('dialog')?.textContent).toContain(
      'What else you have keeps The club plan open until 10 December 2026. Nothing more is charged.',
    )
  })

  it('that is awaited is seen to fail while they look at it', async () => {
    const { visit, now } = await open(joined(AWAITED))
    expect(visit.announced).toEqual([])
    now.told = joined({ ...AWAITED, status: 'past_due' })
    await visit.settle(10_000)
    expect(visit.announced[0]).toContain('Your renewal is not paid yet')
  })

  // case 27
  it('that failed says what to do, on every screen', async () => {
    const subscription = joined({ ...AWAITED, status: 'past_due' })
    const visit = await Visit.open({
      plans: [CLUB],
      access: access([grant('club', -10, 20)], { in_grace: true }),
      subscription,
    })
    const banner =
      'Your renewal is not paid yet The club plan stays open until 23 November 2026. Have 100 Stars in your balance before then, and it goes on.'
    expect(visit.announced).toContain(banner)
    expect(visit.text).toContain('Awaiting renewal The club plan Paid until 20 November 2026')
    await visit.press('Manage')
    expect([visit.title, visit.announced]).toEqual(['Payments', [banner]])
    expect(visit.text).toContain('Payment is late Open until 23 November 2026 while the payment is late')
    expect(visit.controls).toEqual(['Upgrade', 'Cancel renewal'])
  })

  it('of one beside another that ends here can be had again as well', async () => {
    const beside = inStars({ ...STOPPED, id: 's3', plan: 'old', plan_title: 'The old plan' })
    const { visit } = await open(joined({ parallel: [beside] }), server =>
      server.on(ALLOW, () => json({ url: null })),
    )
    expect(visit.text).toContain('The old plan Ends on 10 December 2026 and does not renew by itself')
    await visit.press('Turn renewal on again')
    expect(visit.server.asked.find(({ path }) => path.endsWith('/allow'))?.body).toEqual({
      subscription_id: 's3',
    })
  })

  // case 104
  it('that has lapsed is told by its end, and nothing of renewals or what is owed', async () => {
    const { visit } = await open({
      ...joined({ tier: 'free', id: null, status: 'ended', renews: false, price: null }),
      current_period_end: dayAt(10),
    })
    expect(visit.text).toContain('Payments Free The club plan ended on 10 November 2026 See the plans')
    expect(visit.controls.slice(0, 1)).toEqual(['See the plans'])
    expect(visit.text).not.toMatch(/renew|late|due/i)
  })
})
