import type { FastifyInstance } from 'fastify'
import { note } from './frame.ts'
import { Gone } from './gone.ts'

const here = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * `/stripe/away?to=`: a page of this machine, inside the browser that the chat page plays. Nobody may frame such a page,
 * and a played browser is a frame; and its links into Telegram are to lead into the played one. Other machines are
 * not asked.
 */
export function awayRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { to?: string } }>('/away', async ({ query, headers }, reply) => {
    const to = URL.parse(query.to ?? '')
    if (!to || !/^https?:$/.test(to.protocol)) throw new Gone('This leads nowhere', 'The link is not whole.')
    if (!here.has(to.hostname)) return note('This leads out of the sandbox', to.href)
    const language = headers['accept-language']
    const answer = await fetch(to, {
      headers: { accept: 'text/html', ...(language === undefined ? {} : { 'accept-language': language }) },
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null)
    if (answer === null) throw new Gone('Nobody answers', `There is nothing at ${to.origin} now.`)
    return reply.code(answer.status).send(`${await answer.text()}${followScript}`)
  })
}

/** Links into Telegram are handed to the page around the frame. */
const followScript = `<script>
addEventListener('click', event => {
  const link = event.target.closest?.('a[href]')
  if (!link || !/^(?:tg:|https?:\\/\\/(?:t|telegram)\\.me\\/)/.test(link.href)) return
  event.preventDefault()
  parent.postMessage(JSON.stringify({ follow: link.href }), '*')
})
</script>
`
