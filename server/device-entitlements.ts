import Type from 'typebox'
import type { Billing } from '../db/billing.ts'
import { EntitlementJson, ProblemJson } from './contract.ts'
import { deviceOf, requireDevice } from './device-key.ts'
import { entitlementJson } from './entitlement.ts'
import { tagged } from './etag.ts'
import type { App } from './frame.ts'

/** `GET /api/v1/device/entitlements`: what its person may use, asked by a device itself. */
export function deviceEntitlements(app: App, { billing }: { billing: Billing }): void {
  const schema = {
    ...{ operationId: 'deviceEntitlements', summary: 'What the person of this device may use' },
    ...{ tags: ['devices'], security: [{ device: [] }] },
    response: { 200: Type.Array(EntitlementJson), 304: Type.Null(), 401: ProblemJson, '5xx': ProblemJson },
  }
  const onRequest = requireDevice(app, billing)
  app.get('/api/v1/device/entitlements', { schema, onRequest, onSend: tagged }, async request => {
    const access = await billing.accessOf(deviceOf(request).personId)
    return access.map(entitlementJson)
  })
}
