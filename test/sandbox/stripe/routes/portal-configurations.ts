import type Stripe from 'stripe'
import { expandable, flag, metadata, params, text, unplayed, unsettable } from '../check.ts'
import { change, emit, isLive } from '../emit.ts'
import { find } from '../find.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import { list, paging } from '../list.ts'
import { merged } from '../metadata.ts'
import { onlyExpand, type Route, route } from '../route.ts'
import type { PortalConfiguration } from '../state.ts'
import { url } from './checkout-params.ts'
import { features, featuresAfter } from './portal-features.ts'

type Create = Stripe.BillingPortal.ConfigurationCreateParams

const business_profile = params<Stripe.BillingPortal.ConfigurationCreateParams.BusinessProfile>()({
  headline: unsettable(text),
  privacy_policy_url: unsettable(url),
  terms_of_service_url: unsettable(url),
})
const common = {
  business_profile,
  default_return_url: unsettable(url),
  expand: expandable,
  features,
  login_page: unplayed,
  metadata,
  name: unsettable(text),
}
const create = params<Create>()(common, 'features')
const update = params<Stripe.BillingPortal.ConfigurationUpdateParams>()({ ...common, active: flag })
const listed = params<Stripe.BillingPortal.ConfigurationListParams>()({
  ...paging,
  active: flag,
  is_default: flag,
})

export const portalConfigurationRoutes: Route[] = [
  route('POST', '/billing_portal/configurations', create, ({ world, params: given }) => {
    const configuration: PortalConfiguration = {
      id: newId(world, 'bpc'),
      object: 'billing_portal.configuration',
      active: true,
      application: null,
      business_profile: { ...blank, ...given.business_profile },
      created: moment(world),
      default_return_url: given.default_return_url ?? null,
      features: featuresAfter(null, given.features),
      is_default: false,
      livemode: isLive(world),
      login_page: { enabled: false, url: null },
      metadata: merged({}, given.metadata),
      name: given.name ?? null,
      updated: moment(world),
    }
    world.state.stripe.portalConfigurations.set(configuration.id, configuration)
    emit(world, 'billing_portal.configuration.created', configuration)
    return configuration
  }),
  route('GET', '/billing_portal/configurations/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.portalConfigurations, 'configuration', id),
  ),
  route('POST', '/billing_portal/configurations/:id', update, ({ world, id, params: given }) => {
    const configuration = find(world.state.stripe.portalConfigurations, 'configuration', id)
    const { active, name, default_return_url } = given
    change(world, 'billing_portal.configuration.updated', configuration, {
      ...(active === undefined ? {} : { active }),
      ...(name === undefined ? {} : { name }),
      ...(default_return_url === undefined ? {} : { default_return_url }),
      business_profile: { ...configuration.business_profile, ...given.business_profile },
      features: featuresAfter(configuration.features, given.features ?? {}),
      metadata: merged(configuration.metadata ?? {}, given.metadata),
      updated: moment(world),
    })
    return configuration
  }),
  route('GET', '/billing_portal/configurations', listed, ({ world, params }) => {
    const { active, is_default } = params
    const kept = [...world.state.stripe.portalConfigurations.values()].filter(
      configuration =>
        (active ?? configuration.active) === configuration.active &&
        (is_default ?? configuration.is_default) === configuration.is_default,
    )
    return list(kept, params, '/v1/billing_portal/configurations')
  }),
]

const blank = { headline: null, privacy_policy_url: null, terms_of_service_url: null }
