import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import { cautionHeaders } from './caution.ts'
import type { App } from './frame.ts'

/** The web clients of Telegram: `web`, `webk` and `weba`. Telegram Desktop on Linux frames the app from there, too. */
const TELEGRAM = ['https://web.telegram.org', 'https://*.telegram.org']

/** What the app uses none of, and nobody who got into it should. */
const POWERS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

export interface AppFiles {
  /** The folder of the built app. */
  files: string
  /** Who may show it in a frame besides Telegram's own web clients, as origins. */
  frameAncestors: string[]
}

/** The built Mini App at `/app/`. */
export function appFiles(app: App, { files, frameAncestors }: AppFiles): void {
  const root = resolve(files)
  // Relative, as PUBLIC_URL may have a path; a deep link's start parameter comes in the query.
  app.get('/app', async (request, reply) => reply.redirect(`app/${queryOf(request.url)}`))
  app.register(async (scope: App) => {
    const headers = await headersFor([...TELEGRAM, ...frameAncestors])
    await scope.register(fastifyStatic, {
      root,
      prefix: '/app/',
      decorateReply: false,
      dotfiles: 'ignore',
      preCompressed: true,
      // They are chosen by what the client takes, never by their own names.
      allowedPath: path => !/\.(br|gz)$/.test(path),
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.headers(path.startsWith(join(root, 'assets')) ? headers.asset : headers.page)
      },
    })
  })
}

function queryOf(url: string): string {
  const at = url.indexOf('?')
  return at === -1 ? '' : url.slice(at)
}

async function headersFor(
  ancestors: string[],
): Promise<Record<'asset' | 'page', Parameters<FastifyReply['headers']>[0]>> {
  const policy = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ancestors,
  }
  const powers = { 'permissions-policy': POWERS.map(power => `${power}=()`).join(', ') }
  return {
    asset: {
      ...(await cautionHeaders({ policy, resourcePolicy: 'same-origin' })),
      ...powers,
      // Its name changes with its content.
      'cache-control': 'public, max-age=31536000, immutable',
    },
    page: {
      // A frame is not touched by either, and a client that opens it as a window of its own may go on talking to it.
      ...(await cautionHeaders({
        ...{ policy, resourcePolicy: 'cross-origin', openerPolicy: 'same-origin-allow-popups' },
      })),
      ...powers,
      'cache-control': 'no-cache',
    },
  }
}
