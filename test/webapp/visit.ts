import { render } from 'preact'
import { expect, vi } from 'vitest'
import type { SubscriptionJson } from '../../server/billing-contract.ts'
import type { InvoicesJson, MeJson, OwnEntitlementJson, PlanJson, ShopJson } from '../../server/contract.ts'
import { closeDevice, type Device, type Opening, openDevice } from './device.ts'
import { ADA, FREE, NOW, PLANS } from './goods.ts'
import { json, ScriptedServer } from './scripted-server.ts'
import { controlsIn, nameOf, roleOf, textOf } from './spoken.ts'

/** What the server knows when the app is opened. */
export interface World {
  me?: MeJson
  plans?: PlanJson[]
  shop?: Partial<ShopJson>
  access?: OwnEntitlementJson[]
  subscription?: SubscriptionJson
  receipts?: InvoicesJson['items']
}

const SHOP: ShopJson = {
  bot_url: 'https://t.me/starpass_bot',
  support_contact: null,
  terms_url: null,
  privacy_url: null,
  languages: ['en', 'ru', 'ar'],
}

/** The whole app as a person finds it who has just opened it, with a client and a server that are scripted. */
export class Visit {
  readonly device: Device
  readonly server: ScriptedServer

  private constructor(device: Device, server: ScriptedServer) {
    this.device = device
    this.server = server
  }

  /** With all that is loaded late. */
  static async open(
    world?: World,
    opening?: Opening,
    script?: (server: ScriptedServer) => void,
  ): Promise<Visit> {
    const visit = await Visit.begin(world, opening, script)
    const { loadLate } = await import('../../webapp/late.tsx')
    await loadLate()
    await visit.settle()
    return visit
  }

  /** As it stands first. */
  static async begin(
    world: World = {},
    opening: Opening = {},
    script: (server: ScriptedServer) => void = () => {},
  ): Promise<Visit> {
    vi.useFakeTimers({ now: NOW })
    const server = new ScriptedServer()
      .on('POST miniapp/exchange-initdata', () =>
        json({ access_token: 'token', token_type: 'bearer', expires_in: 900 }),
      )
      .on('GET shop', () => json({ ...SHOP, ...world.shop }))
      .on('GET catalog', () => json(world.plans ?? PLANS))
      .on('GET me', () => json(world.me ?? ADA))
      .on('GET me/entitlements', () => json(world.access ?? []))
      .on('GET billing/subscription', () => json(world.subscription ?? FREE))
      .on('GET billing/invoices', () => json({ items: world.receipts ?? [], next_cursor: null }))
    script(server)
    const visit = new Visit(openDevice(opening), server)
    document.body.innerHTML = '<div id="app"></div>'
    const { opened } = await import('../../webapp/main.tsx')
    await opened
    await visit.settle()
    return visit
  }

  /** Leaves nothing behind for the next test. */
  static close(): void {
    const root = document.getElementById('app')
    if (root) render(null, root)
    closeDevice()
  }

  /** Until answers that were on their way are on the screen. */
  async settle(ms = 100): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms)
  }

  get text(): string {
    const page = document.body.cloneNode(true) as HTMLElement
    page.querySelector('#aloud')?.remove()
    return textOf(page)
  }

  get title(): string {
    return textOf(document.querySelector('h1'))
  }

  /** What is read out by itself when it changes. */
  get announced(): string[] {
    return [...document.querySelectorAll('[role=status]:not(#aloud), #aloud > *')]
      .map(textOf)
      .filter(words => words !== '')
  }

  /** What can be pressed on the screen, without the tabs. */
  get controls(): string[] {
    const scope = document.querySelector('dialog[open]') ?? document.querySelector('main') ?? document.body
    return controlsIn(scope).map(nameOf)
  }

  /** What Telegram's button below the app says; null while it is hidden. */
  get mainButton(): { text: string; is_active: boolean; is_progress_visible: boolean } | null {
    const button = this.device.last('web_app_setup_main_button') as Record<string, unknown> | undefined
    if (!button?.['is_visible']) return null
    const { text, is_active, is_progress_visible } = button
    return {
      text: String(text),
      is_active: Boolean(is_active),
      is_progress_visible: Boolean(is_progress_visible),
    }
  }

  find(role: string, name: string): HTMLElement {
    const all = [...document.querySelectorAll<HTMLElement>('*')].filter(element => roleOf(element) === role)
    const found = all.filter(element => nameOf(element) === name)
    expect({ [role]: all.map(nameOf) }, `one ${role} “${name}”`).toSatisfy(() => found.length === 1)
    return found[0] as HTMLElement
  }

  async press(name: string, role = 'button'): Promise<void> {
    const control = this.find(role, name)
    // As a keyboard would: only what can have focus can be pressed.
    control.focus()
    expect(document.activeElement, `focus on ${name}`).toBe(control)
    control.click()
    await this.settle()
  }

  /** What the quieter button beside it says; null while it is hidden. */
  get secondButton(): string | null {
    const button = this.device.last('web_app_setup_secondary_button') as Record<string, unknown> | undefined
    return button?.['is_visible'] ? String(button['text']) : null
  }

  async pressSecond(): Promise<void> {
    this.device.tell('secondary_button_pressed')
    await this.settle()
  }

  async pressMain(): Promise<void> {
    this.device.tell('main_button_pressed')
    await this.settle()
  }
}
