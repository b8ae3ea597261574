import { type AppDependencies, createApp } from './app.ts'
import type { App } from './frame.ts'
import { createMetricsApp, type MetricsDependencies } from './metrics.ts'

/** Where to listen; port 0 takes a free one. */
export interface Address {
  host: string
  port: number
}

export interface ServerDependencies extends AppDependencies {
  listen: Address
  metrics: Address
}

export interface Listening {
  url: string
  /** No new requests; those in flight are finished, or cut after `GRACE_MS`. Safe to call twice. */
  stop(graceMs?: number): Promise<void>
}

const GRACE_MS = 10_000

/** Starts the HTTP side and the metrics of this process; where one of them cannot listen, neither does. */
export async function startServer(
  dependencies: ServerDependencies,
): Promise<Listening & { metricsUrl: string }> {
  const app = await listen(createApp(dependencies), dependencies.listen, { host: 'HOST', port: 'PORT' })
  try {
    const metrics = await startMetrics({ ...dependencies, listen: dependencies.metrics })
    const stop = async (graceMs?: number) => {
      await Promise.all([app.stop(graceMs), metrics.stop(graceMs)])
    }
    return { url: app.url, metricsUrl: metrics.url, stop }
  } catch (error) {
    await app.stop()
    throw error
  }
}

/** Starts the metrics alone, for a process without an HTTP side. */
export async function startMetrics(
  dependencies: MetricsDependencies & { listen: Address },
): Promise<Listening> {
  const settings = { host: 'METRICS_HOST', port: 'METRICS_PORT' }
  return await listen(createMetricsApp(dependencies), dependencies.listen, settings)
}

async function listen(app: App, at: Address, settings: { host: string; port: string }): Promise<Listening> {
  const url = await app.listen(at).catch(async (error: NodeJS.ErrnoException) => {
    await app.close()
    throw new Error(reasonOf(error, at, settings), { cause: error })
  })
  return { url, stop: (graceMs = GRACE_MS) => stopWithin(app, graceMs) }
}

/** Why it cannot listen there, and which setting to change. */
function reasonOf(
  error: NodeJS.ErrnoException,
  { host, port }: Address,
  settings: { host: string; port: string },
): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `${settings.port}: port ${port} on ${host} is in use. Stop what listens there, or set another.`
    case 'EACCES':
      return `${settings.port}: port ${port} is not allowed to this user. Set one above 1023.`
    default:
      return `${settings.host}: cannot listen on ${host} (${error.code}). Set an address of this machine.`
  }
}

async function stopWithin(app: App, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
  }
}
