import type { App } from '../../server/frame.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

/** What the router takes for this route, as `GET /api/v1/me`: a method, and an address of that form. */
export function toAsk(route: string): { method: Method; url: string } {
  const [method, path = ''] = route.split(' ')
  return { method: method as Method, url: path.replace(/:\w+/g, '7').replace('*', 'x') }
}

/** Every route there is, but those of /docs, read from the tree that the router prints. */
export async function routesOf(app: App): Promise<string[]> {
  await app.ready()
  const folders: string[] = []
  const known: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).trimEnd().split('\n')) {
    const [, indent = '', piece = '', methods = ''] = /^(.*?)[├└]── (\S*) \((.*)\)$/.exec(line) ?? []
    folders.splice(indent.length / 4)
    // The slash before a star is not printed.
    folders.push(piece === '*' ? '/*' : piece)
    for (const method of METHODS)
      if (methods.split(', ').includes(method)) known.push(`${method} ${folders.join('')}`)
  }
  const answers = await Promise.all(
    known.map(async route => [route, await app.inject({ ...toAsk(route), payload: {} })] as const),
  )
  return answers
    .filter(([route, { statusCode }]) => statusCode !== 405 && !route.includes(' /docs'))
    .map(([route]) => route)
}
