import { type Device, type Opening, openDevice } from './device.ts'

export let device: Device
export let telegram: typeof import('../../webapp/telegram.ts')

/** A page just opened, of which the door to Telegram is looked at alone. */
export async function opened(opening: Opening = {}): Promise<void> {
  device = openDevice(opening)
  telegram = await import('../../webapp/telegram.ts')
}

export const told = () => device.told.map(({ type }) => type)
