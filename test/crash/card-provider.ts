import type { BotCard } from '../../bot/dependencies.ts'
import type { Pool } from '../../db/orm.ts'

/** Makes ready for `createCardProvider`: what it has done stands beside the books, for it outlives every victim. */
export async function cardProviderIn(pool: Pool): Promise<void> {
  await pool.query(`
    create table provider_gave_back (refund_id text primary key, charge_id text not null, amount bigint not null);
    create table provider_ended_renewal (charge_id text primary key)`)
}

/** Gives back what it is asked for, the same refund once however often it is asked, as a provider does by its key. */
export function createCardProvider(pool: Pool): BotCard {
  return {
    async giveBack({ refundId, chargeId, price }) {
      await pool.query('insert into provider_gave_back values ($1, $2, $3) on conflict do nothing', [
        refundId,
        chargeId,
        price.amount,
      ])
      return { kind: 'succeeded', providerId: `re_${refundId}` }
    },
    async endRenewal({ chargeId }) {
      await pool.query('insert into provider_ended_renewal values ($1) on conflict do nothing', [chargeId])
    },
    changeRenewal: async () => ({ kind: 'done' }),
    // It has nothing to tell that was not asked for.
    reconcile: async () => ({
      ...{ rail: 'card', read: 0, repaired: 0, unlisted: { count: 0, charges: [] } },
      balances: [],
    }),
    // Nobody buys from a process that is to die.
    checkout: async () => ({ kind: 'unavailable' }),
    renews: () => null,
  }
}
