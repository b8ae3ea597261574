import type { Delivery, EndpointStanding } from '../db/billing.ts'
import { cut } from './cut.ts'
import { placeOf } from './place.ts'
import type { Speech } from './texts.ts'

/** How an endpoint of another service stands. */
export function endpointWords({ t }: Speech, standing: EndpointStanding): string {
  const { url, waiting, waitingSince: since, givenUp, lastDeliveredAt: at } = standing
  const isBehind = waiting + givenUp > 0
  const lines = [t('webhooks-endpoint', { url: placeOf(url) })]
  if (since) lines.push(t('webhooks-waiting', { count: waiting, since }))
  if (givenUp > 0) lines.push(t('webhooks-given-up', { count: givenUp }))
  if (at) lines.push(isBehind ? t('webhooks-last', { at }) : t('webhooks-well', { at }))
  else lines.push(isBehind ? t('webhooks-never') : t('webhooks-quiet'))
  return lines.join('\n')
}

/** One event on its way to one endpoint, and what came of it. `number`: what its button is called by. */
export function deliveryWords(speech: Speech, delivery: Delivery, number?: number): string {
  const { t } = speech
  const { happenedAt: at, type, personId, url, eventId: event } = delivery
  return [
    number === undefined ? t('delivery', { at, type }) : t('delivery-numbered', { number, at, type }),
    t('delivery-whom', { person: String(personId), url: placeOf(url) }),
    standWords(speech, delivery),
    t('delivery-event', { event }),
  ].join('\n')
}

function standWords({ t }: Speech, { stand, tries, lastTriedAt: at, ...delivery }: Delivery): string {
  // Some answers are sentences; what follows is ours.
  const answer = cut(delivery.lastAnswer ?? '?', 200).replace(/\.$/, '')
  if (at === null) return stand === 'waiting' ? t('delivery-new') : t('delivery-dropped')
  switch (stand) {
    case 'delivered': {
      const { deliveredAt } = delivery
      if (deliveredAt === null || +deliveredAt === +at) return t('delivery-taken', { answer, at })
      return t('delivery-refused-again', { answer, at, delivered: deliveredAt })
    }
    case 'given_up':
      return t('delivery-given-up', { answer, count: tries })
    case 'waiting':
      return tries === 0 ? t('delivery-new') : t('delivery-waiting', { answer, count: tries, at })
  }
}
