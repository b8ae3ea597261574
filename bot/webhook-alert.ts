import type { NewsOf } from './alerts.ts'
import { cut } from './cut.ts'
import { placeOf } from './place.ts'
import type { Speech } from './texts.ts'

/** To admins: another service has not taken something for three days. */
export function webhookGivenUp({ t }: Speech, { url, detail }: NewsOf<'webhook_given_up'>): string {
  return t('news-webhook-given-up', { url: placeOf(url), detail: cut(detail, 200) })
}
