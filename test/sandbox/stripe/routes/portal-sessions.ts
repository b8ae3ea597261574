import type Stripe from 'stripe'
import type { World } from '../../world.ts'
import { type Check, expandable, oneOf, params, text, unplayed } from '../check.ts'
import { emit, isLive } from '../emit.ts'
import { find, findCustomer } from '../find.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import { impossible, invalid } from '../refusal.ts'
import { type Route, route } from '../route.ts'
import type { PortalConfiguration, PortalSession } from '../state.ts'
import { url } from './checkout-params.ts'

const flowData = params<Stripe.BillingPortal.SessionCreateParams.FlowData>()(
  {
    after_completion: params<Stripe.BillingPortal.SessionCreateParams.FlowData.AfterCompletion>()(
      {
        hosted_confirmation: unplayed,
        redirect: params<Stripe.BillingPortal.SessionCreateParams.FlowData.AfterCompletion.Redirect>()(
          { return_url: url },
          'return_url',
        ),
        type: oneOf('portal_homepage', 'redirect'),
      },
      'type',
    ),
    subscription_cancel: params<Stripe.BillingPortal.SessionCreateParams.FlowData.SubscriptionCancel>()(
      { retention: unplayed, subscription: text },
      'subscription',
    ),
    subscription_pause: unplayed,
    subscription_update: unplayed,
    subscription_update_confirm: unplayed,
    type: oneOf('payment_method_update', 'subscription_cancel'),
  },
  'type',
)
type FlowData = typeof flowData extends Check<infer T> ? T : never

const create = params<Stripe.BillingPortal.SessionCreateParams>()({
  after_expiration: unplayed,
  configuration: text,
  customer: text,
  customer_account: unplayed,
  expand: expandable,
  flow_data: flowData,
  locale: text,
  on_behalf_of: unplayed,
  return_url: url,
})

export const portalSessionRoutes: Route[] = [
  route('POST', '/billing_portal/sessions', create, ({ world, params: given }) => {
    if (given.customer === undefined)
      throw invalid('Missing required param: customer.', 'customer', 'parameter_missing')
    findCustomer(world, given.customer, 'customer')
    const configuration = configurationOf(world, given.configuration)
    const flow = given.flow_data ? flowOf(world, given.flow_data, configuration, given.customer) : null
    const id = newId(world, 'bps')
    const session: PortalSession = {
      id,
      object: 'billing_portal.session',
      configuration: configuration.id,
      created: moment(world),
      customer: given.customer,
      customer_account: null,
      flow,
      livemode: isLive(world),
      locale: given.locale ?? null,
      on_behalf_of: null,
      return_url: given.return_url ?? configuration.default_return_url,
      url: `${world.url}/stripe/portal/${id}`,
    }
    world.state.stripe.portalSessions.set(id, session)
    emit(world, 'billing_portal.session.created', session)
    return session
  }),
]

function configurationOf(world: World, id: string | undefined): PortalConfiguration {
  const { portalConfigurations } = world.state.stripe
  if (id !== undefined) {
    const configuration = find(portalConfigurations, 'configuration', id, 'configuration')
    if (!configuration.active)
      throw impossible(`The configuration ${id} is not active.`, { param: 'configuration' })
    return configuration
  }
  for (const configuration of portalConfigurations.values())
    if (configuration.is_default) return configuration
  const mode = isLive(world) ? 'live' : 'test'
  throw impossible(
    `No configuration provided and your ${mode} mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in ${mode} mode at https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}settings/billing/portal.`,
  )
}

function flowOf(
  world: World,
  { type, subscription_cancel, after_completion }: FlowData,
  { features }: PortalConfiguration,
  customer: string,
): PortalSession['flow'] {
  const enabled =
    type === 'subscription_cancel'
      ? features.subscription_cancel.enabled
      : features.payment_method_update.enabled
  if (!enabled)
    throw impossible(
      `The \`${type}\` flow needs the feature of that name, which the portal configuration has disabled.`,
      {
        param: 'flow_data[type]',
      },
    )
  if (type === 'subscription_cancel') checkCancel(world, subscription_cancel?.subscription, customer)
  const redirect = after_completion?.redirect ?? null
  return {
    after_completion: {
      hosted_confirmation: null,
      redirect,
      type: after_completion?.type ?? 'portal_homepage',
    },
    customer_update: null,
    subscription_cancel: subscription_cancel
      ? { retention: null, subscription: subscription_cancel.subscription }
      : null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  }
}

function checkCancel(world: World, id: string | undefined, customer: string): void {
  const param = 'flow_data[subscription_cancel][subscription]'
  if (id === undefined) throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing')
  const subscription = find(world.state.stripe.subscriptions, 'subscription', id, param)
  if (subscription.customer !== customer)
    throw impossible(`The subscription \`${id}\` does not belong to the customer \`${customer}\`.`, { param })
  if (subscription.ended_at !== null)
    throw impossible(`The subscription \`${id}\` has already been canceled.`, { param })
  if (subscription.cancel_at !== null)
    throw impossible(`The subscription \`${id}\` is already set to be canceled.`, { param })
}
