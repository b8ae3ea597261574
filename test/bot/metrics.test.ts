import { Counter, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { metricsOn } from '../../bot/metrics.ts'

const stars = { amount: 250, currency: 'XTR' }

/** Those that are not zero. */
async function read(registry: Registry): Promise<string[]> {
  const scrape = await registry.metrics()
  return scrape.split('\n').filter(line => /^(billing|telegram_payments?_).* [1-9]/.test(line))
}

test('what became of a payment in Stars counts on both series, each once', async () => {
  const registry = new Registry()
  const metrics = metricsOn(registry)
  metrics.paid('granted', stars)
  metrics.paid('granted', stars)
  metrics.paid('returned', stars)
  metrics.paid('quarantined', stars)
  metrics.refunded('stx1')
  metrics.refunded('stx1')
  metrics.repaired()
  expect(await read(registry)).toEqual([
    'telegram_payments_total{result="success"} 3',
    'telegram_payments_total{result="refunded"} 1',
    'telegram_payments_total{result="quarantined"} 1',
    'billing_payments_total{rail="stars",status="success"} 2',
    'billing_payments_total{rail="stars",status="returned"} 1',
    'billing_payments_total{rail="stars",status="quarantined"} 1',
    'billing_payments_total{rail="stars",status="refunded"} 1',
    'billing_reconcile_repaired_total{rail="stars"} 1',
    'telegram_payment_value_total{currency="XTR"} 750',
  ])
})

test('the counter of the other rail is the same one', async () => {
  const registry = new Registry()
  const labels = { name: 'billing_payments_total', help: 'of the card rail', labelNames: ['rail', 'status'] }
  new Counter({ ...labels, registers: [registry] }).inc({ rail: 'card', status: 'success' })
  metricsOn(registry).paid('granted', stars)
  expect((await read(registry)).filter(line => line.startsWith('billing'))).toEqual([
    'billing_payments_total{rail="card",status="success"} 1',
    'billing_payments_total{rail="stars",status="success"} 1',
  ])
})
