import { Counter, type Registry } from 'prom-client'

/** Counts each time somebody was refused something, by what it was. One per registry. */
export function countDenials(registry: Registry): Counter<'feature'> {
  return new Counter({
    name: 'entitlement_denied_total',
    help: 'Times the gate stayed shut, by the key asked for; unknown: a key no plan gives; devices: one more than allowed',
    labelNames: ['feature'],
    registers: [registry],
  })
}
