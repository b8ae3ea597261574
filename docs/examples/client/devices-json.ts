// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface DeviceName {
  device_name: string
}

export interface RegisteredDevice {
  id: string
  device_name: string
  registered_at: string
  last_seen_at: string | null
  secret: string
}

export interface DeviceLimit {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  request_id: string
  max_devices: number
  plans: string[]
  upgrade_url: string | null
}

export interface Device {
  id: string
  device_name: string
  registered_at: string
  last_seen_at: string | null
}

export interface Devices {
  items: Device[]
  max_devices: number
}
