// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { AboutPaths } from './about.ts'
import type { BillingPaths } from './billing.ts'
import type { DevicesPaths } from './devices.ts'
import type { HealthPaths } from './health.ts'
import type { MePaths } from './me.ts'
import type { ServicesPaths } from './services.ts'
import type { SessionPaths } from './session.ts'
import type { ShopPaths } from './shop.ts'

/** Every route, by its address: `createClient<Paths>()`. */
export interface Paths
  extends AboutPaths,
    BillingPaths,
    DevicesPaths,
    HealthPaths,
    MePaths,
    ServicesPaths,
    SessionPaths,
    ShopPaths {}
