import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../../server/log.ts'
import { KEY, openStage } from './stage.ts'

const BOT_TOKEN = `7123456789:AAH${'x9_-'.repeat(8)}`
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl'
const DEVICE = 'spd_01a2005a1daf720e90dbbf9626e1bab2_Q9SbiPyf0akIt-VjHNTlzD04woI8ZorCFO3D1_cx9cM'
const HASH = createHmac('sha256', 'x').update('y').digest('hex')
const INIT_DATA = `query_id=AAE&user=%7B%22id%22%3A42%7D&auth_date=1790000000&signature=c2ln&hash=${HASH}`

function open(level = 'trace') {
  const written: string[] = []
  const logger = createLogger(level, { write: line => void written.push(line) })
  return { logger, lines: () => written.map(line => JSON.parse(line)), raw: () => written.join('') }
}

// case 106
describe('the log', () => {
  it('is one line of JSON for each entry, with level, time and the fields that join lines up', () => {
    const { logger, lines, raw } = open()
    logger.child({ update_id: 7, person_id: 42 }).warn({ charge_id: 'stx1' }, 'two\nlines')

    expect(raw().match(/\n/g)).toHaveLength(1)
    expect(lines()).toEqual([
      expect.objectContaining({
        level: 'warn',
        update_id: 7,
        person_id: 42,
        charge_id: 'stx1',
        msg: 'two\nlines',
      }),
    ])
    expect(lines()[0].time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  it('keeps to its level', () => {
    const { logger, raw } = open('warn')
    logger.info('unheard')

    expect(raw()).toBe('')
  })

  it.each<[string, string, string]>([
    ['a bot token', BOT_TOKEN, BOT_TOKEN.slice(11)],
    ['a bot token in an address', `https://tg.example/bot${BOT_TOKEN}/getMe failed`, BOT_TOKEN.slice(11)],
    ['an encoded bot token', `url=${encodeURIComponent(BOT_TOKEN)}`, BOT_TOKEN.slice(11)],
    ['an API key as it is sent', `Authorization: Bearer ${KEY}`, KEY],
    ['an API key in a query', `/catalog?api_key=${KEY}&x=1`, KEY],
    ['a Stripe key', 'No such key: sk_live_4eC39HqLyjWDarjtT1zdp7dc', '4eC39'],
    ['a signing secret', 'whsec_4eC39HqLyjWDarjtT1 does not match', '4eC39'],
    ['one in base64', 'whsec_d2h+dC9v/bmx5dGhl5cGU= does not match', 'dGhl5cGU'],
    ['the secret of a device', `tried ${DEVICE} in vain`, DEVICE.slice(38)],
    ['a session', `jwt ${JWT} expired`, 'c2lnbmF0dXJl'],
    ['a password in an address', 'postgres://starpass:hunter2@db/starpass refused', 'hunter2'],
    ['initData', `bad: ${INIT_DATA}`, HASH],
    ['initData in an address', `https://a.example/app/#tgWebAppData=${encodeURIComponent(INIT_DATA)}`, HASH],
    ['a named secret', 'secret: "hunter2"', 'hunter2'],
  ])('leaves out %s, wherever it stands in a text', (_, text, secret) => {
    const { logger, raw } = open()
    logger.info(text)
    logger.info({ url: text, deep: [{ note: text }] }, 'fields')
    logger.child({ note: text }).info('bound')
    const cause = new Error(text)
    logger.error({ err: new Error('outer', { cause }) }, 'failed')
    logger.error(new AggregateError([cause], text))

    expect(raw().split('\n')).toHaveLength(6)
    expect(raw()).not.toContain(secret)
    expect(raw()).toContain('outer')
  })

  it.each([
    'authorization',
    'cookie',
    'set-cookie',
    'bot_token',
    'access_token',
    'sessionSecret',
    'password',
  ])('leaves out what is called %s, at any depth', name => {
    const { logger, raw } = open()
    logger.info({ [name]: 'hunter2', req: { all: [{ [name]: ['hunter2'] }] } }, 'x')
    logger.child({ [name]: 'hunter2' }).info('x')

    expect(raw()).not.toContain('hunter2')
  })

  it.each(['init_data', 'initData', 'payload', 'body', 'headers', 'update', 'DATABASE_URL', 'api_key'])(
    'leaves out what is called %s',
    name => {
      const { logger, raw } = open()
      logger.info({ [name]: { text: 'hunter2' } }, 'x')

      expect(raw()).not.toContain('hunter2')
    },
  )

  it('keeps what is needed to find a payment, and counts that only sound secret', () => {
    const { logger, lines } = open()
    const kept = {
      charge_id: `stx${'A1b2-_'.repeat(15)}`,
      order_id: '0192-77',
      tokens: 3,
      secret: null,
      expired: false,
    }
    logger.info(kept, 'paid')

    expect(lines()[0]).toMatchObject(kept)
  })

  it('keeps of an error what explains it, and not the request it carries', () => {
    const { logger, lines, raw } = open()
    const inner = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    const error = Object.assign(new Error('sendMessage failed'), {
      request: { text: 'hunter2' },
      error: inner,
    })
    logger.error({ err: error }, 'failed')
    logger.error({ err: 'a text' }, 'thrown')

    expect(lines()[0].err).toMatchObject({
      type: 'Error',
      message: 'sendMessage failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'socket hang up', code: 'ECONNRESET' },
    })
    expect(lines()[1].err).toBe('a text')
    expect(raw()).not.toContain('hunter2')
  })

  it('says what the database refused, and not the statement with the values in it', async () => {
    const { logger, raw } = open()
    const stage = await openStage()
    const name = 'a-name-nobody-needs-to-read'
    const refused = stage.database.orm.em.fork().execute('select ? from nowhere', [name])
    await refused.catch((error: unknown) => logger.error({ err: error }, 'refused'))
    await stage.close()
    expect(raw()).toContain('relation \\"nowhere\\" does not exist')
    expect(raw()).not.toContain(name)
  })

  it('survives errors that are their own cause, and texts without end', () => {
    const { logger, lines, raw } = open()
    const error = new Error('round and round')
    error.cause = error
    logger.error({ err: error }, 'failed')
    logger.info({ text: 'A1'.repeat(100_000) }, 'long')

    expect(lines()).toHaveLength(2)
    expect(raw().length).toBeLessThan(40_000)
  })

  it('is written to the end when the process exits at once', () => {
    const log = new URL('../../server/log.ts', import.meta.url).href
    const script = `import { createLogger } from '${log}'; createLogger('info').info('last words'); process.exit(3)`
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        stdio: 'pipe',
      })

    expect(run).toThrow(expect.objectContaining({ status: 3, stdout: expect.stringContaining('last words') }))
  })
})

// case 106
describe('the log of requests', () => {
  it('never holds what a caller put into header, address, body or what failed because of it', async () => {
    const stage = await openStage()
    const secrets = { KEY, BOT_TOKEN, JWT, INIT_DATA }
    stage.app.post('/test/:secret', async request => {
      throw new Error(`could not send with Bearer ${request.headers.authorization?.slice(7)}`)
    })
    for (const secret of Object.values(secrets)) {
      const headers = { authorization: `Bearer ${secret}`, cookie: `s=${secret}`, 'x-request-id': secret }
      const encoded = encodeURIComponent(secret)
      for (const url of [
        `/nothing/${encoded}?k=${encoded}`,
        `/api/v1/people/${encoded}/entitlements?token=${encoded}`,
      ])
        await stage.app.inject({ url, headers })
      const posted = {
        url: `/test/x?key=${encoded}`,
        method: 'POST' as const,
        headers,
        payload: { init_data: secret },
      }
      expect((await stage.app.inject(posted)).statusCode).toBe(500)
    }
    await stage.close()

    expect(stage.lines().filter(({ msg }) => msg === 'request')).toHaveLength(12)
    for (const secret of [KEY, BOT_TOKEN.slice(11), 'c2lnbmF0dXJl', HASH])
      expect(stage.raw()).not.toContain(secret)
  })
})
