import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { Open } from './limit.ts'
import type { MiniApp } from './mini-app.ts'
import { problem } from './problem.ts'
import { POLICY, STYLE } from './return-style.ts'
import { answerIn } from './text.ts'
import { within } from './within.ts'

/** Where somebody comes back from. */
export type ReturnFrom = 'paid' | 'canceled' | 'portal'

/** What the page says, in one language. */
export interface ReturnTexts {
  title: string
  text: string
  button: string
}

/** A link is worth this wait, not more. */
const NAME_LIMIT_MS = 1000
const FROM: readonly string[] = ['paid', 'canceled', 'portal'] satisfies ReturnFrom[]
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

/**
 * `GET /return/{from}`: where Stripe's pages lead back to, in a browser outside Telegram; it leads on into Telegram. It
 * claims nothing about money: anyone can open it.
 */
export function returnPage(app: App, { miniApp, onRequest }: { miniApp: MiniApp } & Open): void {
  const schema = {
    ...{
      operationId: 'showReturnPage',
      summary: 'Where Stripe leads back to: a page that leads into Telegram',
    },
    ...{ tags: ['shop'], security: [], produces: ['text/html'] },
    params: Type.Object({ from: Type.String({ maxLength: 20 }) }),
    querystring: Type.Object({ language: Type.Optional(Type.String({ maxLength: 35 })) }),
    response: { 200: Type.String(), 404: ProblemJson, 422: ProblemJson, '5xx': ProblemJson },
  }
  app.get('/return/:from', { schema, onRequest }, async (request, reply) => {
    const from = request.params.from
    if (!isFrom(from))
      return reply
        .code(404)
        .send(problem(reply, { status: 404, detail: 'There is nothing at this address.' }))
    const { language: wanted = '' } = request.query
    const language = miniApp.languages.includes(wanted) ? wanted : answerIn(reply, miniApp.languages)
    const username = await within(NAME_LIMIT_MS, miniApp.botUsername()).catch(error => {
      request.log.warn({ err: error }, 'the name of the bot is not known')
      return null
    })
    return pageIn(reply, language, { ...miniApp.returnTexts(from, language), username })
  })
}

function isFrom(text: string): text is ReturnFrom {
  return FROM.includes(text)
}

function pageIn(
  reply: FastifyReply,
  language: string,
  { title, text, button, username }: ReturnTexts & { username: string | null },
) {
  const link = username && `<a href="https://t.me/${encodeURIComponent(username)}">${escapeHtml(button)}</a>`
  const direction = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
  return reply
    .type('text/html; charset=utf-8')
    .headers({ 'content-language': language, 'content-security-policy': POLICY })
    .send(`<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${link ?? ''}
</main>
</html>
`)
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? character)
}
