import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { DeviceJson, DevicesJson, RegisteredDeviceJson } from '../../server/device-contract.ts'
import { type Answer, type Failure, failureOf } from '../api.ts'
import { loader } from '../load.ts'
import { known } from '../parts/loaded.tsx'
import { callSignedIn } from '../session.ts'
import { type Load, loadAlso } from '../store.ts'

const all = loader<DevicesJson>(() => callSignedIn({ path: 'devices' }))

/** The devices of the person, and how many they may have. */
export const devices: ReadonlySignal<Load<DevicesJson>> = all.state
export const loadDevices = () => loadAlso(all)
export const lookAtDevices = () => all.load()

/** Devices just added, with their secrets, until they say that they have saved them. Those are nowhere else, and not kept. */
const unsaved = signal<RegisteredDeviceJson[]>([])

/** One secret at a time is shown, the oldest first: none takes the place of another. */
export const fresh: ReadonlySignal<RegisteredDeviceJson | null> = computed(() => unsaved.value[0] ?? null)
export function noteSaved({ id }: RegisteredDeviceJson): void {
  unsaved.value = unsaved.peek().filter(one => one.id !== id)
}

/** Why a device cannot be called so, or not be added. */
export type NameTrouble =
  | Failure
  /** Another of theirs has this name. */
  | 'taken'
  /** It is no name of a device. */
  | 'bad'
  /** They have as many as they may. */
  | 'full'
  /** Added, but the answer with the secret did not come. */
  | 'lost'
  /** It was removed elsewhere. */
  | 'gone'

/** Adds a device; its secret stands in `fresh` then. */
export async function addDevice(name: string): Promise<'done' | NameTrouble> {
  const before = known(devices.peek())?.items ?? []
  const body = { device_name: name }
  const answer = await callSignedIn<RegisteredDeviceJson>({ method: 'POST', path: 'devices/register', body })
  if (answer.kind === 'ok') {
    const { secret: _, ...device } = answer.value
    change(items => [...items.filter(({ id }) => id !== device.id), device])
    unsaved.value = [...unsaved.peek(), answer.value]
    return 'done'
  }
  // What stands on the screen is out of date, or the answer was lost and nothing else.
  await all.load()
  const added = known(devices.peek())?.items.some(
    ({ id, device_name }) => device_name === name && before.every(one => one.id !== id),
  )
  return answer.kind !== 'refused' && added ? 'lost' : troubleOf(answer)
}

export async function renameDevice(id: string, name: string): Promise<'done' | NameTrouble> {
  const body = { device_name: name }
  const answer = await callSignedIn<DeviceJson>({ method: 'PATCH', path: `devices/${id}`, body })
  if (answer.kind === 'ok') {
    change(items => items.map(one => (one.id === id ? answer.value : one)))
    return 'done'
  }
  if (answer.kind === 'refused') await all.load()
  return troubleOf(answer)
}

/** From now on its secret opens nothing. Done also where it was removed before. */
export async function removeDevice(id: string): Promise<'done' | Failure> {
  const answer = await callSignedIn({ method: 'POST', path: `devices/${id}/revoke` })
  if (answer.kind !== 'ok' && answer.kind !== 'refused') return failureOf(answer)
  change(items => items.filter(one => one.id !== id))
  return 'done'
}

/** What is certain is shown at once; the rest the server knows. */
function change(items: (before: DeviceJson[]) => DeviceJson[]): void {
  const now = known(devices.peek())
  if (now) all.put({ ...now, items: items(now.items) })
  void all.load()
}

function troubleOf(answer: Exclude<Answer<never>, { kind: 'ok' }>): NameTrouble {
  if (answer.kind !== 'refused') return failureOf(answer)
  if (answer.problem === 'device-name-taken') return 'taken'
  if (answer.problem === 'device-limit') return 'full'
  return answer.status === 404 ? 'gone' : 'bad'
}
