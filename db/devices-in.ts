import { timingSafeEqual } from 'node:crypto'
import type { Books } from './books.ts'
import { type Device, DeviceEntity, type Devices, type RenameDeviceResult } from './device.ts'
import { mostOfPlans } from './device-limit.ts'
import { deviceNameIn, deviceNameKey } from './device-name.ts'
import { deviceIdIn, hashOf } from './device-secret.ts'
import { idIn } from './id.ts'
import { lockPerson } from './lock.ts'
import { registerDevice } from './register-device.ts'
import { type See, seeing } from './see-device.ts'

/** What people use their access on. */
export function devicesIn(books: Books): Devices {
  const see = seeing(books)
  return {
    register: ({ personId, name }) => registerDevice(books, { personId, name: checked(name) }),
    list: personId => devicesOf(books, personId),
    rename: request => rename(books, { ...request, name: checked(request.name) }),
    revoke: request => revoke(books, request),
    holder: secret => holderOf(books, see, secret),
  }
}

/** Whoever asks has read the name already (`deviceNameIn`). */
function checked(text: string): string {
  const name = deviceNameIn(text)
  if (name === null) throw new Error('what is no name of a device came to the books')
  return name
}

async function devicesOf(books: Books, personId: number): Promise<{ devices: Device[]; most: number }> {
  const { rows } = await books.pool.query<{ most: number; devices: DeviceRow[] }>({
    name: 'devices',
    text: `
      select (${mostOfPlans({ person: '$1', now: '$2' })}) as most, (
        select coalesce(json_agg(d order by d.registered_at, d.id), '[]')
        from (
          select id, name, registered_at, seen_at from devices where person_id = $1 and revoked_at is null
        ) d
      ) as devices`,
    values: [personId, books.now()],
  })
  const [row] = rows
  if (!row) throw new Error('devices returned nothing')
  return { devices: row.devices.map(deviceOf), most: Math.max(books.freeMaxDevices, row.most) }
}

interface DeviceRow {
  id: string
  name: string
  registered_at: string
  seen_at: string | null
}

function deviceOf({ id, name, registered_at, seen_at }: DeviceRow): Device {
  return {
    id,
    name,
    registeredAt: new Date(registered_at),
    seenAt: seen_at === null ? null : new Date(seen_at),
  }
}

async function rename(
  books: Books,
  { personId, deviceId, name }: Parameters<Devices['rename']>[0],
): Promise<RenameDeviceResult> {
  const wanted = idIn(deviceId)
  if (!wanted) return { kind: 'unknown_device' }
  return await books.orm.em.fork().transactional(async em => {
    await lockPerson(em, personId)
    const living = { person: personId, revokedAt: null }
    const device = await em.findOne(DeviceEntity, { ...living, id: wanted })
    if (!device) return { kind: 'unknown_device' }
    const nameKey = deviceNameKey(name)
    if (await em.count(DeviceEntity, { ...living, nameKey, id: { $ne: wanted } }))
      return { kind: 'name_taken' }

    em.assign(device, { name, nameKey })
    const { id, registeredAt, seenAt = null } = device
    return { kind: 'renamed', device: { id, name, registeredAt, seenAt } }
  })
}

async function revoke(
  books: Books,
  { personId, deviceId }: Parameters<Devices['revoke']>[0],
): ReturnType<Devices['revoke']> {
  const id = idIn(deviceId)
  if (!id) return { kind: 'unknown_device' }
  const values = [id, personId]
  const { rowCount } = await books.pool.query(
    'update devices set revoked_at = $3 where id = $1 and person_id = $2 and revoked_at is null',
    [...values, books.now()],
  )
  if (rowCount === 1) return { kind: 'revoked', repeated: false }
  const { rows } = await books.pool.query('select from devices where id = $1 and person_id = $2', values)
  return rows.length === 1 ? { kind: 'revoked', repeated: true } : { kind: 'unknown_device' }
}

/** Compared where there is no such device, so that the time it takes tells nothing of which there are. */
const NOBODYS = Buffer.alloc(32)

async function holderOf(books: Books, see: See, text: string): ReturnType<Devices['holder']> {
  const deviceId = deviceIdIn(text)
  if (!deviceId) return null
  const { rows } = await books.pool.query<{ person_id: string; secret_hash: Buffer; seen_at: string | null }>(
    {
      name: 'device-holder',
      text: 'select person_id, secret_hash, seen_at from devices where id = $1 and revoked_at is null',
      values: [deviceId],
    },
  )
  const [row] = rows
  const proved = timingSafeEqual(row?.secret_hash ?? NOBODYS, hashOf(text))
  if (!row || !proved) return null
  await see({ deviceId, seenAt: row.seen_at === null ? null : new Date(row.seen_at) })
  return { deviceId, personId: Number(row.person_id) }
}
