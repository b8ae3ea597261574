import { Counter, type Registry } from 'prom-client'

/** What people begin with cards in the Mini App, counted in this process. */
export interface CardMetrics {
  /** A page to pay was given out. `plan`: the code of one on sale. */
  checkoutStarted(plan: string): void
  portalOpened(): void
}

export function cardMetrics(registry: Registry): CardMetrics {
  const registers = [registry]
  const checkouts = new Counter({
    name: 'miniapp_checkout_start_total',
    help: 'Pages to pay by card that were given out in the Mini App',
    labelNames: ['plan'],
    registers,
  })
  const portals = new Counter({
    name: 'miniapp_portal_open_total',
    help: 'Pages to manage what is paid by card that were given out in the Mini App',
    registers,
  })
  return {
    checkoutStarted: plan => checkouts.inc({ plan }),
    portalOpened: () => portals.inc(),
  }
}
