import { Registry } from 'prom-client'
import { afterEach, describe, expect, it } from 'vitest'
import { createMetricsApp } from '../../server/metrics.ts'
import { AS_SERVICE, blockTable, buy, loseDatabase, openStage, type Stage } from './stage.ts'

let stage: Stage | undefined
afterEach(() => stage?.close())

async function scrape(app: ReturnType<typeof createMetricsApp>): Promise<string> {
  const response = await app.inject('/metrics')
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  return response.body
}

describe('GET /metrics', () => {
  it('tells the figures of Node and of every part on the registry', async () => {
    stage = await openStage()
    const app = createMetricsApp(stage.dependencies)
    await stage.app.inject({ url: '/api/v1/people/1/entitlements/pro', headers: AS_SERVICE })
    const text = await scrape(app)

    expect(text).toMatch(/^process_cpu_seconds_total \d/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
    expect(text).toMatch(/^entitlement_denied_total\{feature="pro"\} 1$/m)
  })

  it('reads what the books still owe at each scrape', async () => {
    stage = await openStage()
    const app = createMetricsApp(stage.dependencies)
    const owed = async () => (await scrape(app)).match(/^outbox_pending\{kind="\w+"\} [1-9]\d*$/gm) ?? []
    expect(await owed()).toEqual([])
    await buy(stage, 'month')

    expect((await owed()).length).toBeGreaterThan(0)
    const kinds = await stage.billing.pending()
    for (const { kind, count } of kinds)
      expect(await scrape(app)).toContain(`outbox_pending{kind="${kind}"} ${count}`)
  })

  it('tells how far the books are from the provider once that was asked, and the last answer only', async () => {
    stage = await openStage()
    const app = createMetricsApp(stage.dependencies)
    expect(await scrape(app)).not.toMatch(/^billing_books_drift\b/m)
    await buy(stage, 'month')
    const { compareBalance } = stage.billing
    await compareBalance({ rail: 'stars', currency: 'XTR', amount: 7 })
    await compareBalance({ rail: 'stars', currency: 'XTR', amount: 270 })
    await compareBalance({ rail: 'card', currency: 'EUR', amount: 0 })

    expect((await scrape(app)).match(/^billing_books_drift.*$/gm)).toEqual([
      'billing_books_drift{rail="card",currency="EUR"} 0',
      'billing_books_drift{rail="stars",currency="XTR"} -20',
    ])
  })

  it('survives the database: no figure rather than an old one, and a line in the log', async () => {
    stage = await openStage()
    const app = createMetricsApp(stage.dependencies)
    await buy(stage, 'month')
    expect(await scrape(app)).toMatch(/^outbox_pending\{/m)
    await loseDatabase(stage)
    const text = await scrape(app)

    expect(text).not.toMatch(/^outbox_pending\b/m)
    expect(text).toMatch(/^process_cpu_seconds_total \d/m)
    expect(stage.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', msg: 'outbox_pending could not be read' }),
    )
  })

  it('does not wait for a database that accepts questions and answers none', async () => {
    stage = await openStage()
    const app = createMetricsApp(stage.dependencies)
    const unblock = await blockTable(stage, 'pgboss.job')
    const text = await scrape(app)
    await unblock()

    expect(text).not.toMatch(/^outbox_pending\b/m)
    expect(text).toMatch(/^process_cpu_seconds_total \d/m)
  })

  it('is all there is on its port, and is not on the public one', async () => {
    stage = await openStage()
    const app = createMetricsApp({ ...stage.dependencies, registry: new Registry() })

    for (const url of ['/', '/health/live', '/api/v1/catalog', '/metrics/'])
      expect((await app.inject(url)).statusCode, url).toBe(404)
    expect((await app.inject({ method: 'POST', url: '/metrics' })).statusCode).toBe(405)
    expect((await stage.app.inject('/metrics')).statusCode).toBe(404)
  })
})
