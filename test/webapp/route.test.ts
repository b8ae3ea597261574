// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { openDevice } from './device.ts'

describe('the way through the app', () => {
  let way: typeof import('../../webapp/route.ts')
  const opened = async (startParam?: string) => {
    openDevice(startParam === undefined ? {} : { startParam })
    way = await import('../../webapp/route.ts')
  }

  beforeEach(() => opened())

  it.each([
    ['billing', { screen: 'billing' }],
    ['devices', { screen: 'devices' }],
    ['plan_pro-month', { screen: 'plan', code: 'pro-month' }],
    ['plan_', { screen: 'home' }],
    ['ref_77', { screen: 'home' }],
    [undefined, { screen: 'home' }],
  ])('begins where the link %s leads', async (startParam, first) => {
    await opened(startParam)
    expect(way.route.value).toEqual(first)
  })

  it('leads back from a plan that a link opened to the plans, and home', async () => {
    await opened('plan_pro')
    way.back()
    expect(way.route.value).toEqual({ screen: 'plans' })
    way.back()
    expect([way.route.value, way.canGoBack.value]).toEqual([{ screen: 'home' }, false])
    way.back()
    expect(way.route.value).toEqual({ screen: 'home' })
  })

  it('does not grow with every tap on the bar', () => {
    for (const screen of ['plans', 'billing', 'settings', 'plans'] as const) way.go({ screen })
    way.go({ screen: 'plan', code: 'a' })
    way.go({ screen: 'plan', code: 'b' })
    expect(way.route.value).toEqual({ screen: 'plan', code: 'b' })
    way.back()
    expect(way.route.value).toEqual({ screen: 'plans' })
    way.back()
    expect(way.canGoBack.value).toBe(false)
    way.go({ screen: 'billing' })
    way.go({ screen: 'home' })
    expect(way.canGoBack.value).toBe(false)
  })

  it('leads nowhere while something must not be left', () => {
    way.go({ screen: 'settings' })
    way.go({ screen: 'devices' })
    way.stay(true)
    way.back()
    way.go({ screen: 'home' })
    expect(way.route.value).toEqual({ screen: 'devices' })
    way.stay(false)
    way.back()
    expect(way.route.value).toEqual({ screen: 'settings' })
  })

  it('leaves the address as the client wrote it', () => {
    const before = [location.href, history.length]
    way.go({ screen: 'settings' })
    expect([location.href, history.length]).toEqual(before)
  })
})
