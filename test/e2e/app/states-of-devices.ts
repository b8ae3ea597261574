import type { DeviceJson } from '../../../server/device-contract.ts'
import type { Api } from './api.ts'
import type { OpenedApp } from './client.ts'
import { inDays } from './shop.ts'
import { press, type State } from './state.ts'

const DEVICES = { startParam: 'devices' }
const SECRET = 'spd_01980f2a7c3e4b5d9a6f1e2d3c4b5a69_Zr8Qm2VtKxN5bYwA7cLJ0hE3uG9sPfDiOqTj1nRkXyU'

const THREE = [
  device(1, 'Samsung SM-G991B', inDays(-0.01)),
  device(2, 'The old Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau', inDays(-40)),
  device(3, 'Backup script', null),
]

/** What somebody uses their access on, and adding one more. */
export const statesOfDevices: State[] = [
  {
    name: 'devices-loading',
    api: () => ({ 'GET devices': 'pending' }),
    opening: DEVICES,
    shows: 'app-loading',
    alike: true,
  },
  {
    name: 'devices-failed',
    api: () => ({ 'GET devices': { status: 503 } }),
    opening: DEVICES,
    shows: 'app-failed-server',
    alike: true,
  },
  { name: 'devices-none', opening: DEVICES, shows: 'app-devices-none' },
  { name: 'devices', api: () => having(THREE, 5), opening: DEVICES, shows: 'app-device-unused', alike: true },
  { name: 'devices-full', api: () => having(THREE, 3), opening: DEVICES, shows: 'app-devices-full' },
  {
    name: 'devices-over',
    api: () => having(THREE, 1),
    opening: DEVICES,
    shows: 'app-devices-full',
    alike: true,
  },
  {
    name: 'device-taken',
    api: () => ({
      ...having(THREE, 5),
      'POST devices/register': { status: 409, problem: 'device-name-taken' },
    }),
    opening: DEVICES,
    steps: async app => {
      await press(app, 'app-device-add')
      await app.frame.locator('dialog [type=submit]').click()
    },
    shows: 'app-device-taken',
  },
  {
    name: 'device-secret',
    api: () => ({
      ...having(THREE, 5),
      'POST devices/register': { json: { ...device(4, 'iPhone', null), secret: SECRET } },
    }),
    opening: DEVICES,
    steps: async app => {
      await press(app, 'app-device-add')
      await app.frame.locator('dialog [type=submit]').click()
    },
    shows: 'app-secret-saved',
  },
  {
    name: 'device',
    api: () => having(THREE, 5),
    opening: DEVICES,
    steps: pick,
    shows: 'app-device-rename',
    alike: true,
  },
  {
    name: 'device-remove',
    api: () => having(THREE, 5),
    opening: DEVICES,
    steps: async app => {
      await pick(app)
      await press(app, 'app-device-remove')
    },
    shows: 'app-device-remove-text',
    alike: true,
  },
]

function having(items: DeviceJson[], max_devices: number): Api {
  return { 'GET devices': { json: { items, max_devices } } }
}

function device(at: number, device_name: string, last_seen_at: string | null): DeviceJson {
  return { id: `device-${at}`, device_name, registered_at: inDays(-60 / at), last_seen_at }
}

async function pick({ frame }: OpenedApp): Promise<void> {
  await frame.getByRole('button', { name: 'Samsung SM-G991B' }).click()
}
