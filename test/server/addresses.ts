import type { createApp } from '../../server/app.ts'

type App = ReturnType<typeof createApp>

/** Every method and address of the app that begins with one of `under`, as it itself tells them. */
export async function routesUnder(
  app: App,
  under: RegExp,
): Promise<{ method: 'GET' | 'POST' | 'PATCH'; url: string }[]> {
  await app.ready()
  const addresses = addressesIn(app.printRoutes({ commonPrefix: false })).filter(url => under.test(url))
  const routes = await Promise.all(
    addresses.map(async address => {
      const url = address.replace(/:\w+/g, '0196a0de-7c5b-7aaa-8bbb-000000000000')
      const { headers } = await app.inject({ method: 'TRACE' as 'OPTIONS', url })
      const methods = String(headers['allow']).split(', ') as ('GET' | 'POST' | 'PATCH')[]
      return methods.filter(method => String(method) !== 'HEAD').map(method => ({ method, url }))
    }),
  )
  return routes.flat()
}

/** The tree of addresses, line by line; what stands below another begins with it. */
function addressesIn(tree: string): string[] {
  const above: string[] = []
  return tree
    .split('\n')
    .map(line => /^(?<indent>[│ ]*)[├└]── (?<part>\S+)/.exec(line)?.groups)
    .filter(groups => groups !== undefined)
    .map(({ indent = '', part = '' }) => {
      const depth = indent.length / 4
      above[depth] = `${above[depth - 1] ?? ''}${part}`
      return above[depth] ?? ''
    })
}
