import { vi } from 'vitest'
import type { ChatView } from '../../face.ts'
import { asked, chats, people, sheet, toasts } from '../store.ts'
import { heed } from './heed.ts'
import { close } from './open.ts'
import { mini, plainLook } from './state.ts'
import { attach } from './wire.ts'

/** For the tests: a Mini App at Alice's, and a server that says what the test wants. */
export interface PlayedApp {
  /** What the page has told the app. */
  told: { eventType: string; eventData?: unknown }[]
  /** What the page has asked the server. */
  asked: { route: string; body: unknown }[]
  answers: Map<string, () => Response>
  says(eventType: string, eventData?: unknown): void
  /** A message of any kind from anywhere; the app's own frame unless told otherwise. */
  posts(data: unknown, from?: { origin?: string; source?: unknown }): void
  part(): void
}

const user = (id: number, first_name: string) => ({ id, is_bot: false, first_name })
const viewOf = (id: number, name: string): ChatView => ({
  person: { user: user(id, name), stars: 500, blocked: false },
  bot: { id: 9, is_bot: true, first_name: 'Shop', username: 'shop_bot' },
  messages: [],
  commands: [],
  menu_button: { type: 'web_app', text: 'Shop', web_app: { url: 'https://shop.example/app/' } },
  toasts: [],
  subscriptions: [],
  unanswered: [],
  paid: [],
})

export function playApp(): PlayedApp {
  const views = [viewOf(1, 'Alice'), viewOf(2, 'Boris')]
  people.value = views.map(one => one.person)
  chats.value = new Map(views.map(one => [one.person.user.id, one]))
  asked.value = 1
  sheet.value = undefined
  toasts.value = []
  close()
  const url = 'https://shop.example/app/#tgWebAppData=x'
  mini.value = { key: 0, person: 1, from: 'menu', url, ready: false, look: plainLook }

  const told: PlayedApp['told'] = []
  const contentWindow = {
    postMessage: (text: string, origin: string) => {
      if (origin === 'https://shop.example') told.push(JSON.parse(text))
    },
  }
  const getBoundingClientRect = () => ({ width: 390, height: 700 })
  const frame = { contentWindow, getBoundingClientRect } as unknown as HTMLIFrameElement
  const part = attach(frame, url, heed)
  const posts: PlayedApp['posts'] = (data, from = {}) => {
    const event = new Event('message')
    Object.assign(event, { data, origin: 'https://shop.example', source: contentWindow, ...from })
    dispatchEvent(event)
  }
  const server: PlayedApp['asked'] = []
  const answers: PlayedApp['answers'] = new Map()
  vi.stubGlobal('fetch', async (address: string, init?: { body?: string }) => {
    const route = address.replace('/control/', '').replace(/\?.*$/u, '')
    server.push({ route, body: init?.body === undefined ? undefined : JSON.parse(init.body) })
    const view = views.find(one => route === `people/${one.person.user.id}/chat`)
    return answers.get(route)?.() ?? Response.json(view ?? {})
  })
  return {
    told,
    asked: server,
    answers,
    says: (eventType, eventData) => posts(JSON.stringify({ eventType, eventData })),
    posts,
    part: () => {
      part()
      close()
      sheet.value = undefined
      vi.unstubAllGlobals()
    },
  }
}
