import { Notice } from '../parts/notice.tsx'
import type { Away as AwayNow, CardRefusal, Dropped } from '../purchase/shown.ts'
import { go } from '../route.ts'
import { t } from '../texts.ts'
import { Away } from './away.tsx'
import { Parallel } from './parallel.tsx'

/** What there is to say of a purchase by card alone. */
export type CardMatter = AwayNow | Dropped | { kind: 'refused'; plan: string; why: CardRefusal }

export function CardNotice({ of: matter }: { of: CardMatter }) {
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
      return <CardRefused plan={matter.plan} why={matter.why} />
  }
}

function CardRefused({ plan, why }: { plan: string; why: CardRefusal }) {
  switch (why) {
    case 'parallel':
      return <Parallel plan={plan} />
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
