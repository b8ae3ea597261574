import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import { versionsOnSale } from './catalog.ts'
import { DeviceEntity, type Devices, type RegisterDeviceResult } from './device.ts'
import { mostOfPlans } from './device-limit.ts'
import { deviceNameKey } from './device-name.ts'
import { newSecret } from './device-secret.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import { PersonEntity } from './person.ts'

/**
 * Of each person's revoked ones the latest are remembered, and more while they are recent: whoever revokes one again is
 * told that it is. What can be repeated at will must not pile up, so there is an end to those too.
 */
const REVOKED_KEPT = 50
const RECENT_KEPT = 1000
const RECENT_MS = 30 * 24 * 60 * 60 * 1000

/** One device more, unless its name is taken or they have as many as they may: counted with the person locked. */
export async function registerDevice(
  books: Books,
  { personId, name }: Parameters<Devices['register']>[0],
): Promise<RegisterDeviceResult> {
  const onSale = await versionsOnSale(books)
  return await books.orm.em.fork().transactional(async em => {
    if (!(await lockPerson(em, personId))) throw new Error(`a device for ${personId}, whom nobody met`)
    const now = books.now()
    const person = await em.findOneOrFail(PersonEntity, personId)
    if (person.forgottenAt) return { kind: 'forgotten' }
    const nameKey = deviceNameKey(name)
    const living = { person: personId, revokedAt: null }
    if (await em.count(DeviceEntity, { ...living, nameKey })) return { kind: 'name_taken' }
    const most = Math.max(books.freeMaxDevices, await allowedByPlans(em, personId, now))
    const count = await em.count(DeviceEntity, living)
    if (count >= most) {
      const plans = onSale.filter(({ terms }) => terms.maxDevices > count).map(({ terms }) => terms.code)
      return { kind: 'limit', most, plans }
    }

    const id = newId()
    const { secret, hash: secretHash } = newSecret(id)
    const device = { id, name, registeredAt: now, seenAt: null }
    em.create(DeviceEntity, { ...device, person: personId, nameKey, secretHash, revokedAt: null })
    await em.flush()
    await dropOldest(em, personId, new Date(+now - RECENT_MS))
    return { kind: 'registered', device, secret }
  })
}

async function allowedByPlans(em: EntityManager, personId: number, now: Date): Promise<number> {
  const most = mostOfPlans({ person: '?', now: '?' })
  const [row] = await em.execute<{ most: number }[]>(`select (${most}) as most`, [personId, now, now])
  return row?.most ?? 0
}

async function dropOldest(em: EntityManager, personId: number, recent: Date): Promise<void> {
  await em.execute(
    `delete from devices d using (
       select id, row_number() over (order by revoked_at desc, id desc) as place
       from devices where person_id = ? and revoked_at is not null
     ) r
     where d.id = r.id and (r.place > ${RECENT_KEPT} or r.place > ${REVOKED_KEPT} and d.revoked_at < ?)`,
    [personId, recent],
  )
}
