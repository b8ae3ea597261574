// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Device, DeviceLimit, DeviceName, Devices, RegisteredDevice } from './devices-json.ts'
import type { Operation } from './operation.ts'
import type { Entitlement } from './shared-json.ts'

export interface DevicesPaths {
  '/api/v1/device/entitlements': {
    /** What the person of this device may use */
    get: Operation<{
      answers: {
        200: {
          'application/json': Entitlement[]
        }
        304: never
      }
      problems: 401 | 429 | '5XX'
    }>
  }
  '/api/v1/devices/register': {
    /** Register a device */
    post: Operation<{
      body: DeviceName
      answers: {
        201: {
          'application/json': RegisteredDevice
        }
        403: {
          'application/problem+json': DeviceLimit
        }
      }
      problems: 400 | 401 | 408 | 409 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/devices': {
    /** Your devices, and how many you may have */
    get: Operation<{
      answers: {
        200: {
          'application/json': Devices
        }
      }
      problems: 401 | 429 | '5XX'
    }>
  }
  '/api/v1/devices/{id}': {
    /** Give a device another name */
    patch: Operation<{
      path: {
        id: string
      }
      body: DeviceName
      answers: {
        200: {
          'application/json': Device
        }
      }
      problems: 400 | 401 | 404 | 408 | 409 | 413 | 414 | 415 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/devices/{id}/revoke': {
    /** Revoke a device: its secret is worth nothing then */
    post: Operation<{
      path: {
        id: string
      }
      answers: {
        204: never
      }
      problems: 400 | 401 | 404 | 408 | 413 | 414 | 415 | 422 | 429 | '5XX'
    }>
  }
}
