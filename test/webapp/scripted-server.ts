import { vi } from 'vitest'

export interface Asked {
  method: string
  /** Below `/api/v1/`, with its query. */
  path: string
  headers: Record<string, string>
  body: unknown
}

type Reply = (asked: Asked) => Response | Promise<Response>

/** What a server would say, by `GET me`; questions nobody scripted are answered 404. */
export class ScriptedServer {
  asked: Asked[] = []
  #replies = new Map<string, Reply>()

  constructor() {
    vi.stubGlobal('fetch', (url: URL, init: RequestInit) => this.#answer(url, init))
  }

  on(question: string, reply: Reply): this {
    this.#replies.set(question, reply)
    return this
  }

  /** How often it was asked this. */
  count(question: string): number {
    return this.asked.filter(({ method, path }) => `${method} ${path}` === question).length
  }

  async #answer(url: URL, init: RequestInit): Promise<Response> {
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: (url.pathname + url.search).replace(/^.*\/api\/v1\//, ''),
      headers: { ...(init.headers as Record<string, string>) },
      body: init.body ? JSON.parse(String(init.body)) : null,
    }
    this.asked.push(asked)
    init.signal?.throwIfAborted()
    const reply = this.#replies.get(`${asked.method} ${asked.path}`)
    if (!reply) return problem(404, 'not-found')
    const cut = new Promise<never>((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })
    return Promise.race([reply(asked), cut])
  }
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })
}

export function problem(status: number, kind: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ type: `urn:starpass:problem:${kind}`, title: kind, status })
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } })
}

/** The network fails: nobody answers. */
export function dropped(): never {
  throw new TypeError('Failed to fetch')
}

/** The connection stands, and nothing comes. */
export function silence(): Promise<Response> {
  return new Promise(() => {})
}
