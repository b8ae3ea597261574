import Type from 'typebox'
import type { AnswerKey } from './answer-key.ts'
import { ProblemJson } from './contract.ts'
import { tagged } from './etag.ts'
import type { App } from './frame.ts'
import type { Open } from './limit.ts'

const KeySetJson = Type.Object(
  {
    keys: Type.Array(
      Type.Object(
        { kid: Type.String(), kty: Type.String(), alg: Type.String(), use: Type.String() },
        { additionalProperties: Type.String() },
      ),
    ),
  },
  { title: 'KeySet', description: 'A JWK set (RFC 7517), its keys of whatever members they have.' },
)

/** What our signed answers are verified with, by anybody; kept for as long as an answer lives. */
export function jwksRoute(app: App, { keys, onRequest }: Open & { keys: AnswerKey[] }): void {
  const body = { keys: keys.map(({ publicJwk }) => publicJwk) }
  const schema = {
    ...{ operationId: 'getKeySet', summary: 'What signed answers are verified with' },
    ...{ tags: ['services'], security: [] },
    response: { 200: KeySetJson, 304: Type.Null(), '5xx': ProblemJson },
  }
  app.get('/.well-known/jwks.json', { schema, onRequest, onSend: tagged }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300')
    return body
  })
}
