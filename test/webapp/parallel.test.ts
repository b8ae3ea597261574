// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { living, subscribed } from './cards.ts'
import { json } from './scripted-server.ts'
import { Visit } from './visit.ts'

describe('what renews beside another', () => {
  afterEach(Visit.close)

  // case 36
  it('is warned about, and ended at the provider’s, that one and no other', async () => {
    const parallel = [
      living({
        id: 's9',
        plan: 'year',
        plan_title: 'The year plan',
        price: { amount: 9900, currency: 'EUR' },
      }),
    ]
    const visit = await Visit.open(
      { subscription: subscribed({ parallel }) },
      { startParam: 'billing' },
      server => server.on('POST billing/subscription/cancel', () => json({ url: 'https://pay.example/p' })),
    )
    expect(visit.announced).toContain(
      'You pay for another one too The year plan renews on 30 November 2026 for €99.00. Both cost you money.',
    )
    await visit.press('Cancel this one')
    expect(visit.server.asked.find(({ path }) => path.endsWith('/cancel'))?.body).toEqual({
      subscription_id: 's9',
    })
    expect(visit.device.last('web_app_open_link')).toEqual({ url: 'https://pay.example/p' })
  })

  it.each([
    [living({ plan: 'old', plan_title: null, price: null }), 'It renews by itself, so both cost you money.'],
    [living({ renews: false, plan_title: 'The old plan' }), 'The old plan Ends on 30 November 2026'],
  ])('is told of plainly, whatever is known of it %#', async (one, words) => {
    const subscription = subscribed({ plan: 'year', plan_title: 'The year plan', parallel: [one] })
    const visit = await Visit.open({ subscription }, { startParam: 'billing' })
    expect(visit.text).toContain(words)
  })
})
