import { seconds, type World } from '../world.ts'
import { apiVersion, isLive } from './emit.ts'
import type { EndpointView, NewEndpoint } from './face.ts'
import { newId } from './id.ts'
import type { WebhookEndpoint } from './state.ts'

/** Makes the endpoint, or changes the one that has its id or address; what waited for another try is tried now. */
export function setEndpoint(world: World, asked: NewEndpoint): EndpointView {
  const { webhookEndpoints } = world.state.stripe
  const known = [...webhookEndpoints.values()].find(({ id, url }) =>
    asked.id === undefined ? url === asked.url : id === asked.id,
  )
  const endpoint = known ?? newEndpoint(world, asked)
  webhookEndpoints.set(endpoint.id, endpoint)
  endpoint.url = asked.url
  endpoint.enabled_events = asked.enabled_events ?? ['*']
  endpoint.status = asked.disabled ? 'disabled' : 'enabled'
  world.state.stripeHooks.secrets.set(endpoint.id, [asked.secret].flat())
  world.webhooks.wake()
  return viewOf(world, endpoint)
}

export function endpointsOf(world: World): EndpointView[] {
  return [...world.state.stripe.webhookEndpoints.values()].map(each => viewOf(world, each))
}

/** What events to it are signed with. */
export function secretsOf({ state }: Pick<World, 'state'>, { id, secret }: WebhookEndpoint): string[] {
  return state.stripeHooks.secrets.get(id) ?? (secret === undefined ? [] : [secret])
}

function viewOf(world: World, endpoint: WebhookEndpoint): EndpointView {
  const { id, url, enabled_events, status } = endpoint
  return { id, url, enabled_events, status, secrets: secretsOf(world, endpoint) }
}

function newEndpoint(world: World, { id, url }: NewEndpoint): WebhookEndpoint {
  return {
    id: id ?? newId(world, 'we'),
    object: 'webhook_endpoint',
    api_version: apiVersion,
    application: null,
    created: seconds(world.now()),
    description: null,
    enabled_events: ['*'],
    livemode: isLive(world),
    metadata: {},
    status: 'enabled',
    url,
  }
}
