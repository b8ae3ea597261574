// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { ADA, access, grant } from './goods.ts'
import { problem, silence } from './scripted-server.ts'
import { Visit } from './visit.ts'

describe('home', () => {
  afterEach(Visit.close)

  it.each([
    { world: {}, button: 'See the plans', screen: 'Plans' },
    { world: { access: access([grant('month', 10, 30)]) }, button: 'Extend', screen: 'The month plan' },
    { world: { access: access([grant('month', 1, 20)]) }, button: 'Buy again', screen: 'The month plan' },
    { world: {}, button: 'Settings', screen: 'Settings' },
  ])('leads on: $button opens $screen', async ({ world, button, screen }) => {
    const visit = await Visit.open(world)
    await visit.press(button)
    expect(visit.title).toBe(screen)
    expect(document.activeElement?.textContent).toBe(screen)
  })

  it('turns while one looks at it: what runs out is over, and what was refunded in the chat is gone', async () => {
    let owned = access([grant('month', 1, 22)])
    const visit = await Visit.open({}, {}, server =>
      server.on('GET me/entitlements', () => Response.json(owned)),
    )
    expect(visit.text).toContain('Ends soon')
    await visit.settle(24 * 3_600_000)
    expect(visit.text).toContain('Ended on 22 November 2026')
    owned = []
    await visit.settle(20_000)
    expect(visit.text).not.toContain('The month plan')
    expect(visit.text).toContain('Free')
  })

  it('waits with an outline, and says so once', async () => {
    const visit = await Visit.open({}, {}, server => server.on('GET me/entitlements', silence))
    expect(visit.announced).toEqual(['Loading…'])
    expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('true')
  })

  it('shows what is owned even where the plans and the receipts do not come', async () => {
    const visit = await Visit.open({ access: access([grant('month', 10, 30)]) }, {}, server =>
      server.on('GET catalog', () => problem(500, 'x')).on('GET billing/invoices', () => problem(500, 'x')),
    )
    expect(visit.text).toContain('The month plan Until 30 November 2026')
    expect(visit.controls).toEqual(['Settings', 'Devices'])
  })

  it('says what did not come, and asks again', async () => {
    let broken = true
    const visit = await Visit.open({}, {}, server =>
      server.on('GET me/entitlements', () => (broken ? problem(500, 'x') : Response.json([]))),
    )
    expect(visit.announced).toEqual([
      'Something went wrong on our side Please try again in a minute. What you have stays yours.',
    ])
    expect(visit.controls).toEqual(['Settings', 'Try again'])
    broken = false
    await visit.press('Try again')
    expect(visit.text).toContain('Free')
  })

  it('has the same words in Russian and Arabic, whichever way they run', async () => {
    const owned = access([grant('month', 10, 30)])
    const russian = await Visit.open({ access: owned }, { language: 'ru' }, server =>
      server.on('GET me', () => Response.json({ ...ADA, telegram_language: 'ru' })),
    )
    expect(russian.text).toMatch(
      /Здравствуйте, Ada Что у вас есть Действует The month plan До 30 ноября 2026.г\./,
    )
    expect(russian.text).toContain('осталось 9 дней · без автопродления')
    Visit.close()
    const arabic = await Visit.open({ access: owned }, { language: 'ar' }, server =>
      server.on('GET me', () => Response.json({ ...ADA, telegram_language: 'ar' })),
    )
    expect(arabic.text).toContain('نشط The month plan حتى 30 نوفمبر 2026 المتبقي 9 أيام')
    expect(document.documentElement.dir).toBe('rtl')
    expect(document.querySelector('article bdi')?.getAttribute('dir')).toBe('ltr')
  })
})
