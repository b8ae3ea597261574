import { type FastifyReply, type FastifyRequest, type FastifyServerOptions, fastify } from 'fastify'

/** Where the shop is, and a key of those in its API_KEYS. */
interface Shop {
  address: string
  apiKey: string
}

/** A service that shows its films to whoever bought `films`. `personOf`: the Telegram id, from your own sign-in. */
export function createFilms(
  shop: Shop,
  personOf: (request: FastifyRequest) => number,
  options: FastifyServerOptions = { logger: true },
) {
  const app = fastify(options)
  const onRequest = gate(shop, 'films', personOf)
  app.get('/films/nosferatu', { onRequest }, async () => ({ title: 'Nosferatu', year: 1922 }))
  return app
}

/**
 * Lets in who may use `key` now; tells others why not, and where they get it. Whatever else comes, from the shop or from
 * a proxy before it, it stays shut: 503, so that they try again. In Express it is the same with `(request, response, next)`.
 */
function gate(shop: Shop, key: string, personOf: (request: FastifyRequest) => number) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const path = `people/${personOf(request)}/entitlements/${encodeURIComponent(key)}`
    const { status, said, err } = await ask(shop, path)
    if (status === 200 && said?.key === key && said.active === true) return
    if (status === 403 && said?.reason)
      return await reply.code(403).send({ error: said.detail, upgrade_url: said.upgrade_url })
    if (status === 401) {
      // Trying again mends nothing: whoever runs this must give it a key that the shop knows.
      request.log.error('the shop does not know our API key: is the SHA-256 of it in its API_KEYS?')
      return await reply.code(500).send({ error: 'We cannot look up what you bought. The fault is ours.' })
    }
    request.log.warn({ err, status, detail: said?.detail }, 'the shop did not say whether they may')
    return await reply.code(503).send({ error: 'Try again in a moment.' })
  }
}

/** Of what the shop says: `key` and `active` of a yes, the rest of a no. */
interface Said {
  key?: string
  active?: boolean
  reason?: string
  detail?: string
  upgrade_url?: string | null
}

/** `said` is null for what is not JSON; the status is 0 where there was no answer. */
async function ask({ address, apiKey }: Shop, path: string) {
  try {
    const answer = await fetch(`${address}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      redirect: 'error',
      signal: AbortSignal.timeout(3000),
    })
    const said = (await answer.json().catch(() => null)) as Said | null
    return { status: answer.status, said, err: null }
  } catch (err) {
    return { status: 0, said: null, err }
  }
}
