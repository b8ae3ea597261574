import type { FastifyReply } from 'fastify'
import { Counter, Histogram, type Registry } from 'prom-client'

type Result = 'success' | 'malformed' | 'forged' | 'old' | 'future' | 'replayed' | 'limited'

/** How signing in goes, counted in this process. */
export interface ExchangeMetrics {
  attempted(result: Result): void
  began(): void
  /** Called for each answer: times it, and counts what never came to be looked at. */
  answered(reply: FastifyReply): void
}

export function exchangeMetrics(registry: Registry): ExchangeMetrics {
  const registers = [registry]
  const sessions = new Counter({
    name: 'miniapp_sessions_total',
    help: 'Sessions of the Mini App that began',
    registers,
  })
  const attempts = new Counter({
    name: 'miniapp_auth_attempts_total',
    help: 'Attempts to sign in to the Mini App, by how they ended',
    labelNames: ['result'],
    registers,
  })
  const latency = new Histogram({
    name: 'miniapp_exchange_latency_seconds',
    help: 'How long signing in took, from the request to its answer; without those over the limit',
    buckets: [0.01, 0.05, 0.1, 0.5, 1.0],
    registers,
  })
  return {
    attempted: result => attempts.inc({ result }),
    began: () => sessions.inc(),
    answered({ statusCode, elapsedTime }) {
      if (statusCode === 429) return
      latency.observe(elapsedTime / 1000)
      const wasLookedAt = statusCode < 400 || statusCode === 401 || statusCode >= 500
      if (!wasLookedAt) attempts.inc({ result: 'malformed' })
    },
  }
}
