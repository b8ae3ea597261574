import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { type Device, deviceNameIn } from '../db/billing.ts'
import { ProblemJson } from './contract.ts'
import {
  DeviceJson,
  DeviceLimitJson,
  DeviceNameJson,
  DevicesJson,
  RegisteredDeviceJson,
} from './device-contract.ts'
import { deviceMetrics } from './device-metrics.ts'
import type { App } from './frame.ts'
import type { SignedIn } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf, refuseSession } from './session.ts'
import { upgradeLink } from './upgrade-link.ts'

const SHARED = { tags: ['devices'], security: [{ session: [] }] }
const REFUSED = { 401: ProblemJson, '5xx': ProblemJson }
const One = Type.Object({ id: Type.String({ maxLength: 100 }) })

/** What a person uses their access on: registered, named and revoked by them alone (cases 101-103). */
export function deviceRoutes(
  app: App,
  { billing, registry, denials, upgradeUrl, onRequest }: SignedIn,
): void {
  const { devices } = billing
  const counted = deviceMetrics(registry)

  const register = {
    ...{ operationId: 'registerDevice', summary: 'Register a device', ...SHARED },
    body: DeviceNameJson,
    response: {
      ...{ 201: RegisteredDeviceJson, 403: DeviceLimitJson },
      ...{ 409: ProblemJson, 422: ProblemJson, ...REFUSED },
    },
  }
  app.post('/api/v1/devices/register', { schema: register, onRequest }, async (request, reply) => {
    const name = deviceNameIn(request.body.device_name)
    if (name === null) return reply.code(422).send(noName(reply))
    const result = await devices.register({ personId: holderOf(request).id, name })
    switch (result.kind) {
      case 'name_taken':
        return reply.code(409).send(nameTaken(reply))
      case 'limit': {
        denials.inc({ feature: 'devices' })
        const { most: max_devices, plans } = result
        const upgrade_url = await upgradeLink(request, upgradeUrl, plans[0] ?? '')
        const trouble = { status: 403, kind: 'device-limit', detail: limitReached(max_devices) }
        return reply.code(403).send(problem(reply, trouble, { max_devices, plans, upgrade_url }))
      }
      case 'forgotten':
        return await refuseSession(reply)
      case 'registered':
        counted.registered()
        request.log.info({ device_id: result.device.id }, 'device registered')
        return reply.code(201).send({ ...deviceJson(result.device), secret: result.secret })
    }
  })

  const list = {
    ...{ operationId: 'listDevices', summary: 'Your devices, and how many you may have', ...SHARED },
    response: { 200: DevicesJson, ...REFUSED },
  }
  app.get('/api/v1/devices', { schema: list, onRequest }, async request => {
    const { devices: living, most } = await devices.list(holderOf(request).id)
    return { items: living.map(deviceJson), max_devices: most }
  })

  const rename = {
    ...{ operationId: 'renameDevice', summary: 'Give a device another name', ...SHARED },
    params: One,
    body: DeviceNameJson,
    response: { 200: DeviceJson, 404: ProblemJson, 409: ProblemJson, 422: ProblemJson, ...REFUSED },
  }
  app.patch('/api/v1/devices/:id', { schema: rename, onRequest }, async (request, reply) => {
    const name = deviceNameIn(request.body.device_name)
    if (name === null) return reply.code(422).send(noName(reply))
    const { id: deviceId } = request.params
    const result = await devices.rename({ personId: holderOf(request).id, deviceId, name })
    switch (result.kind) {
      case 'unknown_device':
        return reply.code(404).send(unknown(reply))
      case 'name_taken':
        return reply.code(409).send(nameTaken(reply))
      case 'renamed':
        return deviceJson(result.device)
    }
  })

  const revoke = {
    ...{
      operationId: 'revokeDevice',
      summary: 'Revoke a device: its secret is worth nothing then',
      ...SHARED,
    },
    params: One,
    response: { 204: Type.Null(), 404: ProblemJson, 422: ProblemJson, ...REFUSED },
  }
  app.post('/api/v1/devices/:id/revoke', { schema: revoke, onRequest }, async (request, reply) => {
    const { id: deviceId } = request.params
    const result = await devices.revoke({ personId: holderOf(request).id, deviceId })
    if (result.kind === 'unknown_device') return reply.code(404).send(unknown(reply))
    if (!result.repeated) {
      counted.revoked()
      request.log.info({ device_id: deviceId }, 'device revoked')
    }
    return reply.code(204).send(null)
  })
}

function deviceJson({ id, name, registeredAt, seenAt }: Device): DeviceJson {
  return {
    id,
    device_name: name,
    registered_at: registeredAt.toISOString(),
    last_seen_at: seenAt?.toISOString() ?? null,
  }
}

function limitReached(most: number): string {
  if (most === 0) return 'Without a plan that allows devices there are none.'
  const devices = most === 1 ? '1 device' : `${most} devices`
  return `No more than ${devices} at once. Revoke one you no longer use, or have a plan that allows more.`
}

function noName(reply: FastifyReply): ProblemJson {
  const detail = 'Some fields are not as they must be.'
  const message = 'must be 1 to 64 characters that can be seen, without line breaks'
  const errors = [{ field: 'device_name', message }]
  return problem(reply, { status: 422, kind: 'invalid', detail, errors })
}

function nameTaken(reply: FastifyReply): ProblemJson {
  const detail = 'Another device of yours has this name. Choose another one.'
  return problem(reply, { status: 409, kind: 'device-name-taken', detail })
}

function unknown(reply: FastifyReply): ProblemJson {
  return problem(reply, { status: 404, detail: 'You have no such device.' })
}
