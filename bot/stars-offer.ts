import type { PlanTerms } from '../db/billing.ts'
import { saySubscribed, warnOfTwo } from './beside.ts'
import type { PersonContext } from './context.ts'
import { decline } from './decline.ts'
import { sendInvoice } from './invoice.ts'
import type { Sale } from './sale.ts'
import { sendSubscription } from './subscribe.ts'

/**
 * Sells this plan for Stars: by an invoice where it is paid once, by a link where it renews; or says why not, and what
 * to do instead. `anyway`: also beside a subscription of which they have been told.
 */
export async function offerForStars(
  ctx: PersonContext,
  sale: Sale,
  plan: PlanTerms,
  anyway: boolean,
): Promise<void> {
  const { code: planCode } = plan
  const opened = await sale.billing.openOrder({ personId: ctx.person.id, planCode, rail: 'stars', anyway })
  switch (opened.kind) {
    case 'opened':
      return opened.order.plan.stars?.recurring
        ? sendSubscription(ctx, sale, opened)
        : sendInvoice(ctx, sale.billing, opened)
    case 'subscribed':
      return saySubscribed(ctx, sale, opened)
    case 'parallel':
      return warnOfTwo(ctx, sale, { plan, held: opened, anyway: `anyway-stars:${planCode}` })
    default:
      return decline(ctx, sale, { planCode, refusal: opened })
  }
}
