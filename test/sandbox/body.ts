import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isObject } from './parameters.ts'
import { Refusal } from './refusal.ts'
import { Upload } from './upload.ts'

const largestBody = 50 * 1024 * 1024

/** Reads bodies as the Bot API does: JSON, urlencoded, multipart; an empty one is no parameters. */
export function readBodies(app: FastifyInstance): void {
  const options = { bodyLimit: largestBody }
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { ...options, parseAs: 'string' }, (_request, body, done) => {
    try {
      const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString())
      done(null, isObject(value) ? value : {})
    } catch {
      done(new Refusal(400, "Bad Request: can't parse request JSON object"))
    }
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { ...options, parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())))
    },
  )
  app.addContentTypeParser(
    'multipart/form-data',
    { ...options, parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const type = request.headers['content-type'] ?? ''
      const form = await new Response(new Uint8Array(body), {
        headers: { 'content-type': type },
      }).formData()
      const given: Record<string, string | Upload> = {}
      for (const [name, value] of form)
        given[name] =
          typeof value === 'string' ? value : new Upload(value.name, Buffer.from(await value.arrayBuffer()))
      return given
    },
  )
  app.addContentTypeParser('*', { ...options, parseAs: 'string' }, (_request, _body, done) => done(null, {}))
}
