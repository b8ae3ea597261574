import Type, { type Static } from 'typebox'
import { PROBLEM } from './contract.ts'
import { Instant, named, nullable, text, whole } from './named.ts'

const NAME =
  '1 to 64 characters once it is trimmed and in composed form (NFC), without line breaks and what cannot be seen; else ' +
  '422. Unique among the living devices of a person, whatever its case; else 409'

export const DeviceNameJson = named('DeviceName', 'What a device is to be called.', {
  // What is composed and trimmed may be longer before.
  device_name: Type.String({ minLength: 1, maxLength: 256, description: NAME }),
})

const DEVICE = {
  id: Type.String(),
  device_name: text('As it was given, trimmed and in composed form'),
  registered_at: Instant,
  last_seen_at: nullable(Instant, 'When it last proved itself, to the minute; null: never'),
}

export const DeviceJson = named('Device', 'A device that is not revoked.', DEVICE)
export type DeviceJson = Static<typeof DeviceJson>

export const RegisteredDeviceJson = named('RegisteredDevice', 'A new device, and its secret.', {
  ...DEVICE,
  secret: text('What the device proves itself by, as a bearer. It is told here, and never again'),
})
export type RegisteredDeviceJson = Static<typeof RegisteredDeviceJson>

export const DevicesJson = named('Devices', 'The devices that are not revoked, oldest first.', {
  items: Type.Array(DeviceJson),
  max_devices: whole('How many they may have. Who has more already keeps them'),
})
export type DevicesJson = Static<typeof DevicesJson>

const LIMIT = '403 of the kind `device-limit`: they have as many as their plans allow, and what allows more.'
export const DeviceLimitJson = named('DeviceLimit', LIMIT, {
  ...PROBLEM,
  max_devices: whole('How many they may have'),
  plans: Type.Array(Type.String(), {
    description: 'Codes of plans on sale that allow more, in the order of the shop',
  }),
  upgrade_url: nullable(
    Type.String(),
    'Opens the bot at the first of these plans, or at all there is; null while the bot’s name is not known',
  ),
})
export type DeviceLimitJson = Static<typeof DeviceLimitJson>
