import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { Billing } from '../../db/billing.ts'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { aDevice } from '../support/device.ts'
import { buy, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks
let billing: Billing
beforeAll(async () => {
  books = await openBooks()
  billing = books.billing
})
afterAll(() => books.close())

const names = async (personId: number) =>
  (await billing.devices.list(personId)).devices.map(({ name }) => name)

// case 102
describe('a secret', () => {
  test('names its device until that is revoked, and no other secret does', async () => {
    const ann = await someone(books)
    const { id, secret } = await aDevice(books, ann, 'phone')
    expect(secret).toMatch(/^spd_[0-9a-f]{32}_[\w-]{43}$/)
    const { holder } = billing.devices
    expect(await holder(secret)).toEqual({ deviceId: id, personId: ann })
    const ben = await someone(books)
    const { secret: bens } = await aDevice(books, ben, 'phone')
    const [, annsId = '', annsPart = ''] = secret.split('_')
    const wrong = [
      `spd_${annsId}_${bens.slice(-43)}`,
      `spd_${'0'.repeat(32)}_${annsPart}`,
      ...[
        secret.slice(0, -1),
        `${secret}A`,
        ` ${secret}`,
        `${secret}\n`,
        secret.toUpperCase(),
        annsId,
        id,
        '',
      ],
    ]
    for (const text of wrong) expect(await holder(text), text).toBeNull()
    expect(await billing.devices.revoke({ personId: ann, deviceId: id })).toEqual({
      ...{ kind: 'revoked', repeated: false },
    })
    expect(await holder(secret)).toBeNull()
  })

  test('has its device seen at most once a minute, by the clock of the books', async () => {
    const ann = await someone(books)
    const { secret } = await aDevice(books, ann, 'phone')
    await rows(
      books,
      `create table writes (at timestamptz);
       create function noted() returns trigger language plpgsql as
         $$ begin insert into writes values (new.seen_at); return null; end $$;
       create trigger noted after update on devices for each row execute function noted()`,
    )
    const ask = () => Promise.all(Array.from({ length: 5 }, () => billing.devices.holder(secret)))
    const writes = async () =>
      (await rows<{ at: string }>(books, 'select at from writes')).map(({ at }) => +new Date(at))
    await ask()
    books.clock.advance(55_000)
    await ask()
    expect(await writes()).toHaveLength(1)
    books.clock.advance(5_000)
    await ask()
    // Another process, whose clock is behind.
    books.clock.advance(-days(1))
    await ask()
    books.clock.advance(days(1))
    const [first = 0, second = 0, ...more] = await writes()
    expect(second - first).toBeGreaterThanOrEqual(60_000)
    expect(more).toEqual([])
    const [seen] = (await billing.devices.list(ann)).devices
    expect(+(seen?.seenAt ?? 0)).toBe(second)
  })
})

describe('whoever cannot be noted as seen', () => {
  test('is answered: where nothing can be written, and where that waits for something else', async () => {
    const ann = await someone(books)
    const { id, secret } = await aDevice(books, ann, 'phone')
    const seen = async () => (await billing.devices.list(ann)).devices[0]?.seenAt
    const ask = async () => {
      expect(await billing.devices.holder(secret)).toEqual({ deviceId: id, personId: ann })
    }
    const said = () => books.logged.filter(({ message }) => message.includes('seen'))
    books.logged.length = 0
    await rows(
      books,
      `create function stuck() returns trigger language plpgsql as $$ begin raise 'read only'; end $$;
       create trigger stuck before update on devices for each row execute function stuck()`,
    )
    await ask()
    await ask()
    expect(said()).toHaveLength(1)
    await rows(books, 'drop trigger stuck on devices')

    books.clock.advance(61_000)
    const client = await books.database.pool.connect()
    await client.query('begin; lock table devices in share mode')
    await ask()
    await client.query('rollback')
    client.release()
    expect(said()).toHaveLength(2)
    expect(await seen()).toBeNull()

    books.clock.advance(61_000)
    await ask()
    expect(await seen()).toEqual(expect.any(Date))
  })
})

describe('what is kept', () => {
  // case 101
  test('is in the story of its person, and of the revoked ones those of thirty days, or the latest fifty', async () => {
    const ann = await someone(books)
    const { id } = await aDevice(books, ann, 'phone')
    await billing.devices.revoke({ personId: ann, deviceId: id })
    await aDevice(books, ann, 'tablet')
    const dates = { registeredAt: expect.any(Date), seenAt: null }
    expect((await billing.story(ann))?.devices).toEqual([
      { deviceId: id, name: 'phone', ...dates, revokedAt: expect.any(Date) },
      { deviceId: expect.any(String), name: 'tablet', ...dates, revokedAt: null },
    ])
    const revoked = (count: number) =>
      rows(
        books,
        `insert into devices (id, person_id, name, name_key, secret_hash, registered_at, revoked_at)
         select gen_random_uuid(), $1, n, n, sha256(n::text::bytea), now(), $2::timestamptz + n * interval '1 ms'
         from generate_series(1, $3::int) n`,
        [ann, books.clock.now(), count],
      )
    const kept = async () => {
      await buy(books, ann, 'month')
      const { id: deviceId } = await aDevice(books, ann, 'watch')
      const { devices = [] } = (await billing.story(ann)) ?? {}
      await billing.devices.revoke({ personId: ann, deviceId })
      return devices.filter(({ revokedAt }) => revokedAt)
    }
    await revoked(60)
    books.clock.advance(days(29))
    expect(await kept()).toHaveLength(61)
    // An app that does not know whether it got through asks again.
    expect(await billing.devices.revoke({ personId: ann, deviceId: id })).toMatchObject({ repeated: true })

    books.clock.advance(days(2))
    const later = await kept()
    expect(later).toHaveLength(50)
    expect(later.map(({ name }) => name)).not.toContain('10')
    expect(await names(ann)).toEqual(['tablet'])

    await revoked(1100)
    expect(await kept()).toHaveLength(1000)
  })

  // case 86
  test('is nothing of somebody forgotten, also where they registered one in that moment', async () => {
    const ann = await someone(books)
    const { secret } = await aDevice(books, ann, 'phone')
    await billing.forget({ personId: ann, askedBy: ann, request: newRequest() })
    expect((await billing.story(ann))?.devices).toEqual([])
    expect(await billing.devices.holder(secret)).toBeNull()
    expect(await billing.devices.register({ personId: ann, name: 'phone' })).toEqual({ kind: 'forgotten' })

    const kept = `insert into devices (id, person_id, name, name_key, secret_hash, registered_at)
      values (gen_random_uuid(), $1, 'left', 'left', sha256(''), now())`
    await rows(books, kept, [ann])
    const { strayed } = await auditBooks(books.database)
    expect(strayed).toEqual([expect.stringContaining(`person ${ann} was forgotten`)])
    await rows(books, 'delete from devices where person_id = $1', [ann])
    await billing.meet({ id: ann, firstName: 'Ann' })
    await aDevice(books, ann)
  })
})
