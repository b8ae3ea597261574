import { useEffect, useRef } from 'preact/hooks'
import { LateNotice } from '../late.tsx'
import { dismissPurchase, isOpen, type Purchase, purchase } from '../purchase.ts'
import { go, route } from '../route.ts'
import { t } from '../texts.ts'
import { Checking } from './checking.tsx'
import { failureText, failureTitle } from './failed.tsx'
import { Help } from './help.tsx'
import { Notice } from './notice.tsx'
import { Paid } from './paid.tsx'
import { Refused } from './refused.tsx'
import { Waiting } from './waiting.tsx'

/** How the purchase stands, wherever they are; leaving its screen puts what is settled away. */
export function PurchaseNotice() {
  const now = purchase.value
  const seen = useRef(now)
  seen.current = now
  useEffect(
    () => () => {
      const left = purchase.peek()
      // What came up while they were leaving, they have not seen.
      if (left === seen.current && !isOpen(left)) dismissPurchase()
    },
    [route.value],
  )
  return <PurchaseWords purchase={now} />
}

function PurchaseWords({ purchase: now }: { purchase: Purchase }) {
  switch (now.kind) {
    case 'none':
      return null
    case 'ordering':
      return (
        <Notice sign={<Waiting />} title={now.rail === 'card' ? t('app-ordering-card') : t('app-ordering')} />
      )
    case 'away':
      return <LateNotice of={now} />
    case 'paying':
      return <Notice sign={<Waiting />} title={t('app-paying')} text={t('app-paying-text')} />
    case 'checking':
      return <Checking since={now.since} />
    case 'paid':
      return <Paid plan={now.plan} title={now.title} at={now.at} />
    case 'held':
      return (
        <Notice tone="warn" title={t('app-held')} text={t('app-held-text', { title: now.title })}>
          <Help />
        </Notice>
      )
    case 'refunded':
      return (
        <Notice title={t('app-refunded')} text={t('app-refunded-text', { title: now.title })}>
          <button type="button" class="button" onClick={() => go({ screen: 'billing' })}>
            {t('app-see-payments')}
          </button>
        </Notice>
      )
    case 'dropped':
      if (now.rail === 'card') return <LateNotice of={now} />
      // Of one that failed only the client's word is known: the server is asked on (case 17).
      return (
        <Notice
          title={droppedTitle(now.why)}
          text={now.why === 'failed' ? t('app-not-paid') : t('app-nothing-charged')}
        />
      )
    case 'refused':
      return <Refused refusal={now} />
    case 'failed':
      return <Notice tone="warn" title={failureTitle(now.why)} text={failureText(now.why)} />
  }
}

function droppedTitle(why: 'cancelled' | 'failed' | 'expired'): string {
  switch (why) {
    case 'cancelled':
      return t('app-dropped-cancelled')
    case 'failed':
      return t('app-dropped-failed')
    case 'expired':
      return t('app-dropped-expired')
  }
}
