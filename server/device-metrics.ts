import { Counter, type Registry } from 'prom-client'

/** What people do with their devices, counted in this process. */
export interface DeviceMetrics {
  registered(): void
  /** One that lived until then. */
  revoked(): void
}

export function deviceMetrics(registry: Registry): DeviceMetrics {
  const registers = [registry]
  const registrations = new Counter({
    name: 'miniapp_device_register_total',
    help: 'Devices that were registered in the Mini App',
    registers,
  })
  const revocations = new Counter({
    name: 'miniapp_device_revoke_total',
    help: 'Devices that were revoked in the Mini App',
    registers,
  })
  return { registered: () => registrations.inc(), revoked: () => revocations.inc() }
}
