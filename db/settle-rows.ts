import { acquiredAfter, type Coverage, type GrantFact, stack } from './coverage.ts'
import { withDates } from './holdings.ts'

/** A grant, and until when its renewal is awaited with access still open. */
export type Regraced = Pick<Coverage, 'grantId' | 'graceUntil'>

/** How many days of grace the periods of a subscription have as it stands; all are of one order, so of one edition. */
type Graced = Pick<GrantFact, 'subscriptionId' | 'graceDays'>

export type KnownGrant = GrantFact & { personId: number; planCode: string }

/** Where a grant was laid, where all lay before it, and which of them await their renewal no more, or again. */
export interface Laid {
  coverage: Coverage
  before: Coverage[]
  regraced: Regraced[]
}

/** What people hold, plan by plan, kept current while a batch of charges is decided. */
export class SettleRows {
  readonly #rows = new Map<string, GrantFact[]>()

  /** Of grants as they were read, with times as text. */
  constructor(grants: KnownGrant[]) {
    for (const grant of grants) this.of(grant.personId, grant.planCode).push(withDates(grant))
  }

  of(personId: number, planCode: string): GrantFact[] {
    const key = `${personId} ${planCode}`
    const row = this.#rows.get(key) ?? []
    this.#rows.set(key, row)
    return row
  }

  lay(personId: number, planCode: string, fact: GrantFact): Laid {
    const row = this.of(personId, planCode)
    const before = stack(row)
    row.push(fact)
    const after = stack(row)
    const coverage = after.find(({ grantId }) => grantId === fact.id) as Coverage
    // Nothing but the wait for a period changes for what was there before.
    return { coverage, before, regraced: fact.subscriptionId ? regraced(before, after) : [] }
  }

  regrace(personId: number, planCode: string, subscription: Graced): Regraced[] {
    const row = this.of(personId, planCode)
    const before = stack(row)
    grace(row, subscription)
    return regraced(before, stack(row))
  }

  acquiredAt(personId: number, planCode: string, now: Date): Date {
    return acquiredAfter(this.of(personId, planCode), now)
  }

  /** What was paid of a subscription. */
  spansOf(personId: number, planCode: string, subscriptionId: string): { startsAt: Date; endsAt: Date }[] {
    return this.of(personId, planCode).flatMap(({ subscriptionId: of, startsAt, endsAt }) =>
      of === subscriptionId && startsAt && endsAt ? [{ startsAt, endsAt }] : [],
    )
  }
}

function grace(row: GrantFact[], { subscriptionId, graceDays }: Graced): void {
  for (const fact of row) if (fact.subscriptionId === subscriptionId) fact.graceDays = graceDays
}

function regraced(before: Coverage[], after: Coverage[]): Regraced[] {
  const was = new Map(before.map(({ grantId, graceUntil }) => [grantId, graceUntil]))
  return after.flatMap(({ grantId, graceUntil }) => {
    const earlier = was.get(grantId)
    return earlier === undefined || earlier?.getTime() === graceUntil?.getTime()
      ? []
      : [{ grantId, graceUntil }]
  })
}
