import { Billing } from './billing.tsx'
import { type CardMatter, CardNotice } from './card-notice.tsx'
import { Receipt } from './receipt.tsx'
import { Settings } from './settings.tsx'

export type Late =
  | { screen: 'billing' | 'settings' }
  | { screen: 'receipt'; id: string }
  | { screen: 'notice'; of: CardMatter }

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
      return <CardNotice of={late.of} />
  }
}
