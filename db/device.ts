import { defineEntity, p } from '@mikro-orm/core'
import { PersonEntity } from './person.ts'

/** What somebody uses their access on. Its secret is nowhere: only what it hashes to. Gone when its person is forgotten. */
export const DeviceEntity = defineEntity({
  name: 'Device',
  tableName: 'devices',
  indexes: [{ name: 'devices_person_id_index', properties: ['person'] }],
  uniques: [{ name: 'devices_living_name', properties: ['person', 'nameKey'], where: 'revoked_at is null' }],
  checks: [
    { name: 'devices_name_given', expression: "name <> ''" },
    { name: 'devices_secret_hashed', expression: 'length(secret_hash) = 32' },
  ],
  properties: {
    /** Public: it finds the device, and proves nothing. */
    id: p.uuid().primary(),
    person: () => p.manyToOne(PersonEntity),
    /** As its person wrote it. */
    name: p.text(),
    /** What names are compared by: equal for those that look the same. */
    nameKey: p.text(),
    secretHash: p.uint8array(),
    registeredAt: p.datetime(),
    /** When it last proved itself, to the minute. */
    seenAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
})

export interface Device {
  id: string
  name: string
  registeredAt: Date
  /** When it last proved itself, to the minute; null: never. */
  seenAt: Date | null
}

export type RegisterDeviceResult =
  /** `secret` is told this once and never again: nobody can read it back. */
  | { kind: 'registered'; device: Device; secret: string }
  /** Another living device of theirs has this name (case 101). */
  | { kind: 'name_taken' }
  /** They have as many as their plans allow, or more. `plans`: the codes of those on sale with which they may have one more, in the order of the shop. */
  | { kind: 'limit'; most: number; plans: string[] }
  /** They were forgotten meanwhile: nothing more is kept of them until they are met again. */
  | { kind: 'forgotten' }

export type RenameDeviceResult =
  | { kind: 'renamed'; device: Device }
  | { kind: 'name_taken' }
  /** None of theirs, or revoked. */
  | { kind: 'unknown_device' }

/** What people use their access on, each by a secret of its own. */
export interface Devices {
  /** `name`: as `deviceNameIn` reads it. Rejects what is none, and somebody never met. */
  register(request: { personId: number; name: string }): Promise<RegisterDeviceResult>
  /**
   * Their living devices, oldest first, and how many they may have: the most that a plan they hold now allows, in the
   * edition they bought; never fewer than somebody without a plan (cases 101, 103).
   */
  list(personId: number): Promise<{ devices: Device[]; most: number }>
  rename(request: { personId: number; deviceId: string; name: string }): Promise<RenameDeviceResult>
  /** From now on its secret is worth nothing. Again, for thirty days at least, changes nothing. */
  revoke(request: {
    personId: number
    deviceId: string
  }): Promise<{ kind: 'revoked'; repeated: boolean } | { kind: 'unknown_device' }>
  /** Whose device bears this secret; null: none that lives. Notes that it was seen, at most once a minute. */
  holder(secret: string): Promise<{ deviceId: string; personId: number } | null>
}
