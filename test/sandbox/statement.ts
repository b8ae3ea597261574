import { randomUUID } from 'node:crypto'
import type { StarTransaction, TransactionPartner, TransactionPartnerUser, User } from '@grammyjs/types'
import type { Bot } from './state.ts'
import type { ManyTransactions, OtherKind, OtherTransaction } from './statement-face.ts'
import { seconds, type World } from './world.ts'

/** Stars come or go for a reason that no update tells. */
export function addOther(world: World, bot: Bot, user: User, { kind, stars }: OtherTransaction): void {
  const date = seconds(world.now())
  const [direction, partner] = partnerOf(kind, user)
  bot.balance += direction === 'source' ? stars : -stars
  bot.transactions.push({ id: randomUUID(), amount: stars, date, [direction]: partner })
}

/** Payments, or payments given back, that were never told; the last of them now. */
export function addMany(world: World, bot: Bot, user: User, asked: ManyTransactions): void {
  const { count, stars: amount, every_seconds = 1, refunded = false } = asked
  const first = seconds(world.now()) - (count - 1) * every_seconds
  for (let n = 1; n <= count; n++) {
    const partner: TransactionPartnerUser = {
      type: 'user',
      transaction_type: 'invoice_payment',
      user,
      invoice_payload: asked.payload.replaceAll('{n}', String(n)),
    }
    const line: StarTransaction = { id: `${asked.id}${n}`, amount, date: first + (n - 1) * every_seconds }
    bot.transactions.push({ ...line, source: partner })
    if (refunded) bot.transactions.push({ ...line, receiver: partner })
  }
  if (!refunded) bot.balance += count * amount
}

function partnerOf(kind: OtherKind, user: User): ['source' | 'receiver', TransactionPartner] {
  switch (kind) {
    case 'paid_media':
      return ['source', { type: 'user', transaction_type: 'paid_media_payment', user }]
    case 'affiliate':
      return ['source', { type: 'affiliate_program', commission_per_mille: 100 }]
    case 'chat':
      return ['source', { type: 'chat', chat: { id: -1_001_000_000_001, type: 'channel', title: 'News' } }]
    case 'fragment':
      return ['source', { type: 'fragment' }]
    case 'other':
      return ['source', { type: 'other' }]
    case 'ads':
      return ['receiver', { type: 'telegram_ads' }]
    case 'api':
      return ['receiver', { type: 'telegram_api', request_count: 1000 }]
    case 'gift':
      return ['receiver', { type: 'user', transaction_type: 'gift_purchase', user }]
    case 'premium':
      return [
        'receiver',
        { type: 'user', transaction_type: 'premium_purchase', user, premium_subscription_duration: 3 },
      ]
  }
}
