import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'

/** Fields that stand in a payload of Telegram's and nowhere else: where one is logged, a payload was. */
const PAYLOAD = /\\?"(invoice_payload|telegram_payment_charge_id|provider_payment_charge_id)\\?" *:/

/** Searches logs for secrets, by their names here, and for payloads; each find as `what in file:line`. */
export async function findSecrets(logs: string[], secrets: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  for (const log of logs) {
    let number = 0
    for await (const line of createInterface({ input: createReadStream(log) })) {
      number++
      const place = `${basename(log)}:${number}`
      const named = Object.keys(secrets).filter(name => line.includes(secrets[name] as string))
      found.push(...named.map(name => `${name} in ${place}`))
      if (PAYLOAD.test(line)) found.push(`a payload in ${place}`)
    }
  }
  return found
}
