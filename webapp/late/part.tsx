import { Billing } from './billing.tsx'
import { type LateMatter, PurchaseMatter } from './purchase-matter.tsx'
import { Receipt } from './receipt.tsx'
import { Settings } from './settings.tsx'

export type Late =
  | { screen: 'billing' | 'settings' }
  | { screen: 'receipt'; id: string }
  | { screen: 'notice'; of: LateMatter }

/** The way in to all that is loaded late. */
export function LatePart(late: Late) {
  switch (late.screen) {
    case 'billing':
      return <Billing />
    case 'receipt':
      return <Receipt id={late.id} />
    case 'settings':
      return <Settings />
    case 'notice':
      return <PurchaseMatter of={late.of} />
  }
}
