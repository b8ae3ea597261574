// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type PlayedApp, playApp } from '../mini/played-app.ts'
import { closeBrowser, openAway, openHere } from './open.ts'
import { browser } from './state.ts'

let app: PlayedApp
const tabs = vi.fn()

beforeEach(() => {
  app = playApp()
  vi.stubGlobal('open', tabs.mockReset())
})

afterEach(() => {
  closeBrowser()
  app.part()
})

test('what an app opens on this machine is shown over it, and the app hears that it is out of sight', () => {
  app.says('web_app_open_link', { url: `http://127.0.0.1:${location.port}/stripe/checkout/cs_1?a=b` })
  expect(browser.value).toMatchObject({ url: '/stripe/checkout/cs_1?a=b', overApp: true })
  closeBrowser()
  expect(browser.value).toBeUndefined()
  const visible = app.told.filter(({ eventType }) => eventType === 'visibility_changed')
  expect(visible.map(({ eventData }) => eventData)).toEqual([{ is_visible: false }, { is_visible: true }])
  expect(tabs).not.toHaveBeenCalled()
})

test('a page of the shop is fetched by the sandbox, as it may forbid to be framed', () => {
  openAway('http://127.0.0.1:1/return/paid')
  expect(browser.value?.url).toBe('/stripe/away?to=http%3A%2F%2F127.0.0.1%3A1%2Freturn%2Fpaid')
})

test('what is elsewhere goes to a tab of its own, and what is no address nowhere', () => {
  openAway('https://shop.example/terms')
  expect(tabs).toHaveBeenCalledExactlyOnceWith('https://shop.example/terms', '_blank', 'noopener,noreferrer')
  for (const odd of ['javascript:alert(1)', 'http://127.0.0.1.evil.example/', 'nothing', ''])
    expect(openHere(odd)).toBe(false)
  openAway('javascript:alert(1)')
  expect(tabs).toHaveBeenCalledOnce()
  expect(browser.value).toBeUndefined()
})

test('a PDF is saved rather than shown', () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  expect(openHere('http://127.0.0.1:1/stripe/invoice/in_1/pdf')).toBe(true)
  expect(clicked).toHaveBeenCalledOnce()
  expect(browser.value).toBeUndefined()
  clicked.mockRestore()
})
