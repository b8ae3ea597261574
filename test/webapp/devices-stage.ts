import type { DeviceJson, RegisteredDeviceJson } from '../../server/device-contract.ts'
import { dayAt } from './goods.ts'
import { json, problem, type ScriptedServer } from './scripted-server.ts'
import { Visit, type World } from './visit.ts'

export const REGISTER = 'POST devices/register'
export const SECRET = `spd_${'0'.repeat(32)}_${'s'.repeat(43)}`

export function device(id: string, device_name: string, more: Partial<DeviceJson> = {}): DeviceJson {
  return { id, device_name, registered_at: dayAt(10), last_seen_at: null, ...more }
}

/** What the server knows of the devices of one person; a test may change it while the app stands. */
export class Shelf {
  items: DeviceJson[]
  most: number

  constructor(items: DeviceJson[], most = 3) {
    this.items = items
    this.most = most
  }

  /** Answers as the server does. */
  serve(server: ScriptedServer): void {
    server.on('GET devices', () => json({ items: this.items, max_devices: this.most }))
    server.on(REGISTER, ({ body }) => this.register((body as { device_name: string }).device_name))
    for (const { id } of this.items) {
      server.on(`PATCH devices/${id}`, ({ body }) =>
        this.rename(id, (body as { device_name: string }).device_name),
      )
      server.on(`POST devices/${id}/revoke`, () => {
        this.items = this.items.filter(one => one.id !== id)
        return new Response(null, { status: 204 })
      })
    }
  }

  register(name: string): Response {
    if (this.items.some(({ device_name }) => device_name === name)) return problem(409, 'device-name-taken')
    if (this.items.length >= this.most) return problem(403, 'device-limit')
    const added = device('new', name, { registered_at: dayAt(21) })
    this.items = [...this.items, added]
    return json({ ...added, secret: SECRET } satisfies RegisteredDeviceJson, 201)
  }

  rename(id: string, device_name: string): Response {
    if (this.items.some(one => one.device_name === device_name)) return problem(409, 'device-name-taken')
    this.items = this.items.map(one => (one.id === id ? { ...one, device_name } : one))
    return json(this.items.find(one => one.id === id))
  }
}

/** The screen of the devices, as a link opens it. */
export async function openDevices(
  shelf: Shelf,
  script = (_: ScriptedServer) => {},
  world: World = {},
): Promise<Visit> {
  const visit = await Visit.open(world, { startParam: 'devices' }, server => {
    shelf.serve(server)
    script(server)
  })
  await visit.settle()
  return visit
}

export function field(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>('dialog input')
  if (!found) throw new Error('there is no field')
  return found
}

/** Writes a name into the field, and sends it by the button that says this. */
export async function send(visit: Visit, name: string, button: string): Promise<void> {
  field().value = name
  field().dispatchEvent(new Event('input', { bubbles: true }))
  await visit.press(button)
}

/** What the open sheet says; null: none is open. */
export function sheet(): string | null {
  const open = document.querySelector('dialog[open]')
  return open && (open.textContent ?? '')
}
