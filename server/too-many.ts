import type { FastifyReply } from 'fastify'
import type { ProblemJson } from './contract.ts'
import { problem } from './problem.ts'

/** The body that says to wait so many seconds; sets status and headers of the answer. */
export function tooMany(reply: FastifyReply, seconds: number, detail: string): ProblemJson {
  reply.header('retry-after', seconds)
  return problem(reply, { status: 429, kind: 'too-many', detail })
}
