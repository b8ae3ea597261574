import { BotError, type Context, GrammyError, HttpError } from 'grammy'
import { expect, test } from 'vitest'
import { harmless, trouble } from '../../bot/trouble.ts'

const SECRET = '4200:secret-token'
const refusal = { ok: false, error_code: 400, description: 'Bad Request: no' } as const

test('what is logged of an error names it and never holds a token, a payload or a statement’s values', () => {
  const telegram = new GrammyError('Call failed', refusal, 'sendMessage', { text: SECRET })
  const network = new HttpError(
    'Network request failed',
    Object.assign(new Error(SECRET), { code: 'ECONNRESET' }),
  )
  const database = Object.assign(
    new Error(`insert into t values ('${SECRET}')\n - relation "t" does not exist`),
    { code: '42P01' },
  )
  const wrapped = new BotError(telegram, { update: { text: SECRET } } as unknown as Context)
  const caused = new Error('outer', { cause: network })

  expect(trouble(telegram)).toEqual({
    error: 'telegram',
    method: 'sendMessage',
    code: 400,
    says: 'Bad Request: no',
  })
  expect(trouble(wrapped)).toEqual(trouble(telegram))
  expect(trouble(network)).toEqual({ error: 'network', says: 'Network request failed', code: 'ECONNRESET' })
  expect(trouble(new HttpError('x', null))).toEqual({ error: 'network', says: 'x', code: undefined })
  expect(trouble(database)).toMatchObject({
    error: 'Error',
    code: '42P01',
    says: ' - relation "t" does not exist',
  })
  expect(trouble(caused)).toMatchObject({ says: 'outer', cause: { error: 'network' } })
  expect(trouble('thrown by hand')).toEqual({ error: 'string' })
  for (const error of [telegram, network, database, wrapped, caused, SECRET]) {
    expect(JSON.stringify(trouble(error))).not.toContain(SECRET) // case 106
    expect(harmless(error).message).not.toContain(SECRET)
  }
})
