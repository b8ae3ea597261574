import { priceOf } from './price.ts'
import { type Item, isLate, owedOf, renewsClosed } from './status-item.ts'
import { timeLeft } from './term.ts'
import type { Speech } from './texts.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** One plan in somebody's status. */
export function lineOf(speech: Speech, item: Item, title: string, now: Date): string {
  const { t } = speech
  const { state, from, until } = item
  if (until === null) return t('status-forever', { title })
  switch (state) {
    case 'now':
      return openLine(speech, item, { title, until, now })
    case 'later':
      return t('status-later', { title, from, until })
    case 'grace':
      return graceLine(speech, item, { title, until })
    case 'ended':
    case 'never':
      return closedLine(speech, item, { title, until, now })
  }
}

interface Line {
  title: string
  until: Date
  now: Date
}

function openLine(speech: Speech, item: Item, { title, until: heldUntil, now }: Line): string {
  const { t } = speech
  const { subscription } = item
  const vars = { title, until: heldUntil, left: timeLeft(speech, heldUntil, now) }
  if (subscription?.cancelAt) return t('status-canceled', vars)
  if (!subscription?.renews) return t('status-until', vars)
  const cost = costOf(speech, item)
  if (isLate(item, now)) return t('status-overdue-open', { ...vars, cost })
  const renewing = { title, until: subscription.periodEndsAt ?? heldUntil, cost }
  return subscription.status === 'trialing' ? t('status-trial', renewing) : t('status-renews', renewing)
}

function closedLine(speech: Speech, item: Item, { title, until, now }: Line): string {
  const { t } = speech
  const { subscription } = item
  if (owedOf(item) || isLate(item, now)) return t('status-unpaid', { title, cost: costOf(speech, item) })
  if (subscription?.periodEndsAt && renewsClosed(item, now))
    return t('status-renews-closed', {
      title,
      until: subscription.periodEndsAt,
      cost: costOf(speech, item),
    })
  return t('status-ended', { title, until })
}

/** Days of grace are counted from the end of what is paid, by the plan that the subscription began with. */
function graceLine(speech: Speech, item: Item, { title, until }: { title: string; until: Date }): string {
  const grace = new Date(+until + (item.subscription?.plan.graceDays ?? 0) * DAY_MS)
  return speech.t('status-overdue', { title, until, grace, cost: costOf(speech, item) })
}

/** Stars are a way to pay by themselves. */
function costOf(speech: Speech, { subscription }: Item): string {
  if (!subscription) throw new Error('only a subscription is awaited')
  const price = priceOf(speech, subscription.price)
  return subscription.rail === 'card' ? speech.plain('cost-by-card', { price }) : price
}
