import { afterEach, describe, expect, it } from 'vitest'
import { blockTable, loseDatabase, openStage, type Stage } from './stage.ts'

let stage: Stage | undefined
afterEach(() => stage?.close())

describe('health', () => {
  it('is live as long as the process answers', async () => {
    stage = await openStage()
    const response = await stage.app.inject('/health/live')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ status: 'ok' })
  })

  it('is ready while the books answer and their schema is current', async () => {
    stage = await openStage()
    const response = await stage.app.inject('/health/ready')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ ready: true, database: 'ok', schema: 'current', providers: {} })
  })

  it('stays ready while Telegram is in trouble, and says so', async () => {
    stage = await openStage({ probes: { telegram: () => 'trouble', stripe: () => 'unknown' } })
    const response = await stage.app.inject('/health/ready')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({
      ready: true,
      providers: { telegram: 'trouble', stripe: 'unknown' },
    })
  })

  it('is not ready while the schema is behind', async () => {
    stage = await openStage()
    await stage.database.pool.query(
      'delete from mikro_orm_migrations where id = (select max(id) from mikro_orm_migrations)',
    )
    const response = await stage.app.inject('/health/ready')

    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ status: 503, ready: false, database: 'ok', schema: 'behind' })
  })

  it('is not ready while the database is down, and is live all the same', async () => {
    stage = await openStage({ probes: { telegram: () => 'ok' } })
    await loseDatabase(stage)
    const response = await stage.app.inject('/health/ready')

    expect(response.statusCode).toBe(503)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(response.json()).toEqual({
      type: 'urn:starpass:problem:not-ready',
      title: 'Service Unavailable',
      status: 503,
      detail: 'The database does not answer.',
      instance: '/health/ready',
      request_id: response.headers['x-request-id'],
      ready: false,
      database: 'down',
      schema: 'unknown',
      providers: { telegram: 'ok' },
    })
    expect((await stage.app.inject('/health/live')).statusCode).toBe(200)
  })

  it('is not ready while the database accepts questions and answers none', async () => {
    stage = await openStage()
    const unblock = await blockTable(stage, 'mikro_orm_migrations')
    const response = await stage.app.inject('/health/ready')
    await unblock()

    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ ready: false, database: 'down', schema: 'unknown' })
    expect(stage.raw()).toContain('no answer within')
  })
})
