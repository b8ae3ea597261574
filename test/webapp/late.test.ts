// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkout, MONTHLY } from './cards.ts'
import { ADA } from './goods.ts'
import { json } from './scripted-server.ts'
import { Visit } from './visit.ts'

const PART = '../../webapp/late/part.tsx'

/** What is loaded after the app stands: payments, settings, and what there is to say of cards. */
describe('the late part of the app', () => {
  afterEach(() => {
    vi.doUnmock(PART)
    Visit.close()
  })

  it('is an outline while it comes, and stands where they went once it is here', async () => {
    let arrive = (_: unknown) => {}
    const arrived = new Promise(resolve => {
      arrive = resolve
    })
    vi.doMock(PART, async original => {
      await arrived
      return original()
    })
    const visit = await Visit.begin()
    await visit.press('Payments')
    expect([visit.title, visit.announced]).toEqual(['Payments', ['Loading…']])
    await visit.press('Home')
    await visit.press('Settings')
    expect(visit.title).toBe('Settings')
    arrive(null)
    const { loadLate } = await import('../../webapp/late.tsx')
    await loadLate()
    await visit.settle()
    expect(visit.text).toContain('Ada Lovelace @ada Language')
  })

  it('that did not come leaves all else in order, and offers a new start', async () => {
    const reload = vi.spyOn(location, 'reload').mockReturnValue()
    vi.doMock(PART, () => {
      throw new TypeError('Failed to fetch dynamically imported module')
    })
    const visit = await Visit.open({ plans: [MONTHLY] }, { startParam: 'plan_month' }, server =>
      server
        .on('POST billing/checkout', checkout)
        .on('GET billing/orders/o1', () =>
          json({ order_id: 'o1', plan: 'month', plan_title: 'The month plan', status: 'paid' }),
        ),
    )
    await visit.pressSecond()
    await vi.waitFor(() =>
      expect(visit.announced).toEqual(['No connection Please check your connection and try again.']),
    )
    // It is bought all the same.
    await visit.settle(5_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
    await visit.press('Payments')
    await vi.waitFor(() => expect(visit.controls).toEqual(['Try again']))
    await visit.press('Try again')
    expect(reload).toHaveBeenCalledOnce()
  })

  it('speaks the language they change to', async () => {
    const visit = await Visit.open({}, { startParam: 'billing' }, server =>
      server.on('PATCH me', () => json({ ...ADA, language: 'ru' })),
    )
    await visit.press('Home')
    await visit.press('Settings')
    await visit.press('Русский', 'radio')
    await vi.waitFor(() => expect(document.documentElement.lang).toBe('ru'))
    await visit.settle()
    await visit.press('Платежи')
    expect(visit.text).toContain('Платежей пока нет')
  })

  it('comes without its words not at all, and is asked for again by whoever needs it', async () => {
    const visit = await Visit.begin({}, {}, () => {
      vi.doMock('virtual:messages', async original => {
        const real = await original<typeof import('virtual:messages')>()
        const never = () => Promise.reject(new TypeError('no network'))
        return { ...real, lateMessages: { ...real.lateMessages, en: [never, never] } }
      })
    })
    vi.doUnmock('virtual:messages')
    await visit.press('Payments')
    await vi.waitFor(async () => {
      await visit.settle(1000)
      expect(visit.controls).toEqual(['Try again'])
    })
  })
})
