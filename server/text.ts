import type { FastifyReply } from 'fastify'
import type { Text } from '../db/billing.ts'

/** What is understood when nothing that is asked for is offered. */
const FALLBACK = 'en'

/** The language to answer in, of `offered`; the answer says which it is and that it depends on what was asked for. */
export function answerIn(reply: FastifyReply, offered: Iterable<string>): string {
  const language = pickLanguage(reply.request.headers['accept-language'], offered)
  reply.headers({ 'content-language': language, vary: 'accept-language' })
  return language
}

/** The language of `offered` that an `Accept-Language` header likes best; `en` where there is none. */
function pickLanguage(header: string | undefined, offered: Iterable<string>): string {
  const byName = new Map([...offered].map(language => [language.toLowerCase(), language]))
  byName.set(FALLBACK, FALLBACK)
  for (const wanted of preferences(header ?? '')) {
    const match = byName.get(wanted) ?? byName.get(wanted.split('-', 1)[0] ?? '')
    if (match) return match
  }
  return FALLBACK
}

/** The languages these texts are written in. */
export function languagesOf(texts: Text[]): Set<string> {
  return new Set(texts.flatMap(text => (typeof text === 'string' ? [] : Object.keys(text))))
}

/** `ru-RU, en;q=0.8` as lower-case tags, best first (RFC 9110, 12.5.4). */
function preferences(header: string): string[] {
  return header
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.split(';').map(piece => piece.trim().toLowerCase())
      const quality = parameters.find(parameter => parameter.startsWith('q='))
      return { tag, quality: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}
