import { createHash, randomBytes } from 'node:crypto'
import { idIn } from './id.ts'

/** 256 bits: nobody guesses it, so a plain hash of it is enough. */
const SECRET_BYTES = 32

/** What a device proves itself by: which one it is, and what only it knows. The beginning names it to whoever finds it in a text. */
const SECRET = /^spd_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[\w-]{43}$/

/** A new secret for the device of this id, and the hash of it, by which alone it can be known again. */
export function newSecret(deviceId: string): { secret: string; hash: Buffer } {
  const secret = `spd_${deviceId.replaceAll('-', '')}_${randomBytes(SECRET_BYTES).toString('base64url')}`
  return { secret, hash: hashOf(secret) }
}

/** The device that a secret speaks for, true or not; null: it has not the shape of one. */
export function deviceIdIn(secret: string): string | null {
  const [, ...parts] = SECRET.exec(secret) ?? []
  return idIn(parts.join('-'))
}

/** By which alone it can be known again. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
