import { Counter, type Registry } from 'prom-client'

export interface WebhookMetrics {
  forged(): void
  /** Kept before, or signed at another time than now. */
  replayed(): void
}

export function webhookMetrics(registry: Registry): WebhookMetrics {
  const registers = [registry]
  const forged = new Counter({
    name: 'billing_webhook_invalid_sig_total',
    help: 'Webhooks that nobody who knows a signing secret had signed',
    registers,
  })
  const replayed = new Counter({
    name: 'billing_webhook_replay_block_total',
    help: 'Signed webhooks that changed nothing: kept before, or signed at another time than now',
    registers,
  })
  return { forged: () => forged.inc(), replayed: () => replayed.inc() }
}
