import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { FastifyInstance } from 'fastify'

const types: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Serves the built chat page at `/`. */
export function pageFiles(app: FastifyInstance, directory: string): void {
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    // Normalized against the root first, so that no path leaves the directory.
    const path = normalize(`/${request.params['*']}`)
    const file = join(directory, path === '/' ? 'index.html' : path)
    const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EISDIR') return null
      throw error
    })
    if (content === null) return reply.code(404).send({ error: 'there is no such page' })
    return reply.type(types[extname(file)] ?? 'application/octet-stream').send(content)
  })
}
