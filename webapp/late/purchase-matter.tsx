import { Notice } from '../parts/notice.tsx'
import type { Away as AwayNow, Dropped, LateRefusal, Rail } from '../purchase/shown.ts'
import { go } from '../route.ts'
import { t } from '../texts.ts'
import { Away } from './away.tsx'
import { Parallel } from './parallel.tsx'

/** What there is to say of a purchase that is by card, or renews: nobody needs the words of it at first. */
export type LateMatter = AwayNow | Dropped | Refused

interface Refused {
  kind: 'refused'
  plan: string
  rail: Rail
  why: LateRefusal
}

export function PurchaseMatter({ of: matter }: { of: LateMatter }) {
  switch (matter.kind) {
    case 'away':
      return <Away url={matter.url} backAt={matter.backAt} />
    case 'dropped':
      return (
        <Notice
          title={matter.why === 'expired' ? t('app-page-expired') : t('app-page-closed')}
          text={t('app-page-over')}
        />
      )
    case 'refused':
      return <RefusedLate {...matter} />
  }
}

function RefusedLate({ plan, rail, why }: Refused) {
  switch (why) {
    case 'parallel':
      return <Parallel plan={plan} rail={rail} />
    case 'paid_already':
      return <Notice title={t('app-paid-already')} text={t('app-paid-already-text')} />
    case 'subscribed':
      return (
        <Notice title={t('app-subscribed')} text={t('app-nothing-charged')}>
          <button type="button" class="button" onClick={() => go({ screen: 'billing' })}>
            {t('app-manage')}
          </button>
        </Notice>
      )
  }
}
