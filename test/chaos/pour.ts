import type { Agenda } from './agenda.ts'
import { type Attempt, pay } from './cashier.ts'
import type { Crowd } from './crowd.ts'
import type { Deed } from './deeds.ts'
import { gateOf } from './gate.ts'
import type { Gauge } from './gauge.ts'
import type { Telegram } from './telegram.ts'

/** A charge that Telegram says it made. */
export interface Made {
  chargeId: string
  /** It claims what fits no order: the books must hold it back. */
  lie: boolean
}

export interface Tally {
  made: Made[]
  /** Attempts that moved nothing, by their reason. */
  failed: Record<string, number>
}

/** Attempts at once: many of them wait for a pre-checkout. */
const LANES = 16

/** Lets people pay until so many charges are made, and begins what the agenda has at each count. */
export async function pour(storm: {
  payments: number
  telegram: Telegram
  crowd: Crowd
  deeds: Iterator<Deed>
  agenda: Agenda
  gauge: Gauge
  tally: Tally
  signal: AbortSignal
}): Promise<void> {
  const { payments, telegram, crowd, deeds, agenda, gauge, tally, signal } = storm
  const mayPay = gateOf(gauge, () => tally.made.length)
  let promised = 0

  async function lane(): Promise<void> {
    while (promised < payments) {
      promised++
      await mayPay(signal)
      const deed: Deed = deeds.next().value
      if (!note(deed, await pay(telegram, crowd, deed))) promised--
    }
  }

  function note(deed: Deed, attempt: Attempt): boolean {
    if (attempt.status === 'failed') {
      tally.failed[attempt.reason] = (tally.failed[attempt.reason] ?? 0) + 1
      return false
    }
    const { charge_id: chargeId } = attempt
    tally.made.push({ chargeId, lie: deed.lie !== null })
    const count = tally.made.length
    if (deed.refund) agenda.at(count + deed.refund.after, () => giveBack(storm, deed, chargeId))
    agenda.reached(count)
    return true
  }

  await Promise.all(Array.from({ length: LANES }, lane))
}

async function giveBack(
  { telegram: { control }, crowd }: { telegram: Telegram; crowd: Crowd },
  { refund }: Deed,
  chargeId: string,
): Promise<void> {
  if (refund?.by === 'admin') await control.send({ person: crowd.admin, text: `/refund ${chargeId} chaos` })
  // The bot may have given it back before: somebody who paid twice for what is theirs for ever.
  else
    await control.refundElsewhere(chargeId).catch((error: Error) => {
      if (!error.message.startsWith('409')) throw error
    })
}
