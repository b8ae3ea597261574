import { expect, vi } from 'vitest'
import type {
  Duties,
  NoticeDue,
  RefundAnswer,
  RefundDue,
  RenewalAnswer,
  RenewalDue,
  TellOutcome,
} from '../../db/billing.ts'
import type { TestBooks } from './books.ts'

/** Duties that record what they were asked for, and do it as `how` says: by default, well. */
export function recordDuties(
  how: {
    tell?: (notice: NoticeDue) => TellOutcome | Promise<TellOutcome>
    giveBack?: (refund: RefundDue) => RefundAnswer | Promise<RefundAnswer>
    endRenewal?: (refund: RefundDue) => void
    changeRenewal?: (due: RenewalDue) => RenewalAnswer | Promise<RenewalAnswer>
  } = {},
): { duties: Duties; told: NoticeDue[]; givenBack: RefundDue[]; changes: RenewalDue[] } {
  const told: NoticeDue[] = []
  const givenBack: RefundDue[] = []
  const changes: RenewalDue[] = []
  return {
    told,
    givenBack,
    changes,
    duties: {
      async tell(notice) {
        told.push(notice)
        return (await how.tell?.(notice)) ?? { kind: 'sent', messageId: told.length }
      },
      async giveBack(refund) {
        givenBack.push(refund)
        return (await how.giveBack?.(refund)) ?? { kind: 'succeeded' }
      },
      async endRenewal(refund) {
        await how.endRenewal?.(refund)
      },
      async changeRenewal(due) {
        changes.push(due)
        return (await how.changeRenewal?.(due)) ?? { kind: 'done' }
      },
    },
  }
}

/** Resolves when everything the books owe has been carried out. */
export async function nothingPending({ billing }: Pick<TestBooks, 'billing'>): Promise<void> {
  const nothing = [
    { kind: 'messages', count: 0 },
    { kind: 'refunds', count: 0 },
    { kind: 'readings', count: 0 },
    { kind: 'renewals', count: 0 },
    { kind: 'webhooks', count: 0 },
  ]
  const patience = { timeout: 15_000, interval: 50 }
  await vi.waitFor(async () => expect(await billing.pending()).toEqual(nothing), patience)
}

/** The same, without the pauses between one try and the next, which grow to a minute. */
export async function nothingPendingSoon({ billing, database }: TestBooks): Promise<void> {
  const hurry = `update pgboss.job set start_after = now() where state < 'active'`
  const patience = { timeout: 30_000, interval: 50 }
  await vi.waitFor(async () => {
    await database.pool.query(hurry)
    expect(await billing.pending()).toMatchObject(Array(5).fill({ count: 0 }))
  }, patience)
}
