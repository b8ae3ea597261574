import { Billing } from './billing.tsx'
import { Devices } from './devices.tsx'
import { type LateMatter, PurchaseMatter } from './purchase-matter.tsx'
import { Receipt } from './receipt.tsx'
import { Secret } from './secret-sheet.tsx'
import { Settings } from './settings.tsx'

export type Late =
  | { screen: 'billing' | 'settings' | 'devices' }
  | { screen: 'receipt'; id: string }
  | { screen: 'notice'; of: LateMatter }
  /** Above them all. */
  | { screen: 'secret' }

/** The way in to all that is loaded late. */
export function LatePart(late: Late) {
  switch (late.screen) {
    case 'billing':
      return <Billing />
    case 'receipt':
      return <Receipt id={late.id} />
    case 'settings':
      return <Settings />
    case 'devices':
      return <Devices />
    case 'notice':
      return <PurchaseMatter of={late.of} />
    case 'secret':
      return <Secret />
  }
}
