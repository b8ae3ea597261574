import type { Reconciled } from '../db/billing.ts'
import { priceOf } from './price.ts'
import { providerOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

type Rail = Reconciled['rail']

export interface Progress {
  rail: Rail
  read: number
  repaired: number
}

/** `broken`: it could not go through to its end. */
export type Outcome = { kind: 'done'; reconciled: Reconciled } | { kind: 'broken'; rail: Rail }

/** Charge ids are long, and a message holds 4,096 characters. */
const LISTED = 8

/** How far a run is. */
export function progressWords(speech: Speech, rails: Progress[]): string {
  const { t } = speech
  const lines = rails.map(({ rail, read, repaired }) =>
    t('reconcile-progress', { provider: providerOf(speech, rail), read, repaired }),
  )
  return [t('reconcile-running'), lines.join('\n')].join('\n\n')
}

/** What it came to. */
export function outcomeWords(speech: Speech, outcomes: Outcome[]): string {
  const blocks = outcomes.map(outcome =>
    outcome.kind === 'done'
      ? resultWords(speech, outcome.reconciled)
      : speech.t('reconcile-failed', { provider: providerOf(speech, outcome.rail) }),
  )
  const isDone = outcomes.every(({ kind }) => kind === 'done')
  return [...(isDone ? [speech.t('reconcile-done')] : []), ...blocks].join('\n\n')
}

function resultWords(speech: Speech, { rail, read, repaired, unlisted, balances }: Reconciled): string {
  const { t } = speech
  const provider = providerOf(speech, rail)
  const found =
    repaired > 0
      ? t('reconcile-repaired', { provider, read, repaired })
      : t('reconcile-whole', { provider, read })
  return [
    found,
    ...(balances?.map(balance => balanceLine(speech, provider, balance)) ?? [
      t('reconcile-silent', { provider }),
    ]),
    ...unlistedLines(speech, provider, unlisted),
  ].join('\n')
}

function balanceLine(
  speech: Speech,
  provider: string,
  { currency, booked, provider: held, drift }: NonNullable<Reconciled['balances']>[number],
): string {
  const { t } = speech
  const price = (amount: number) => priceOf(speech, { amount, currency })
  if (drift === 0) return t('reconcile-agrees', { provider, price: price(held) })
  const vars = { provider, difference: price(Math.abs(drift)), held: price(held), booked: price(booked) }
  return drift > 0 ? t('reconcile-less', vars) : t('reconcile-more', vars)
}

function unlistedLines(
  speech: Speech,
  provider: string,
  { count, charges }: Reconciled['unlisted'],
): string[] {
  const { t } = speech
  if (count === 0) return []
  const listed = charges.slice(0, LISTED)
  const items = listed.map(({ chargeId: charge, paidAt: at, ...money }) =>
    t('reconcile-unlisted-item', { at, price: priceOf(speech, money), charge }),
  )
  const left = count - listed.length
  return [
    t('reconcile-unlisted', { provider, count }),
    ...items,
    ...(left > 0 ? [t('reconcile-unlisted-more', { count: left })] : []),
  ]
}
