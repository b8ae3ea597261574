import { LateNotice } from '../late.tsx'
import type { Refused as Why } from '../purchase/shown.ts'
import { dismissPurchase } from '../purchase.ts'
import { go } from '../route.ts'
import { shop } from '../store.ts'
import { openTelegramLink } from '../telegram.ts'
import { t } from '../texts.ts'
import { useCountdown } from './clock.ts'
import { known } from './loaded.tsx'
import { Notice } from './notice.tsx'

/** No invoice was made: why, and what to do instead. */
export function Refused({ refusal }: { refusal: Why }) {
  switch (refusal.why) {
    case 'unknown_plan':
      return (
        <Notice tone="warn" title={t('app-retired')} text={t('app-nothing-charged')}>
          <Press text={t('app-see-plans')} onPress={() => go({ screen: 'plans' })} />
        </Notice>
      )
    case 'not_sold_here':
      return (
        <Notice tone="warn" title={t('app-not-here')} text={t('app-nothing-charged')}>
          <Press text={t('app-see-plans')} onPress={() => go({ screen: 'plans' })} />
        </Notice>
      )
    case 'owned_forever':
      return (
        <Notice tone="glad" title={t('app-yours-forever')} text={t('app-owned-text')}>
          <Press text={t('app-see-mine')} onPress={() => go({ screen: 'home' })} />
        </Notice>
      )
    case 'unsupported':
      return <TooOld plan={refusal.plan} />
    case 'subscribed':
    case 'parallel':
    case 'paid_already':
      return <LateNotice of={{ ...refusal, why: refusal.why }} />
    case 'too_many':
      return <TooMany seconds={refusal.seconds} />
  }
}

/** Their Telegram cannot open an invoice from here, but it can in the chat. */
function TooOld({ plan }: { plan: string }) {
  const bot = known(shop.value)?.bot_url
  return (
    <Notice tone="warn" title={t('app-unsupported')} text={t('app-unsupported-text')}>
      {bot && (
        <Press text={t('app-open-chat')} onPress={() => openTelegramLink(`${bot}?start=plan_${plan}`)} />
      )}
    </Notice>
  )
}

function TooMany({ seconds }: { seconds: number }) {
  const left = useCountdown(seconds)
  return (
    <Notice tone="warn" title={t('app-many')}>
      {left > 0 ? (
        <p>{t('app-many-wait', { seconds: left })}</p>
      ) : (
        <Press text={t('app-go-on')} onPress={dismissPurchase} />
      )}
    </Notice>
  )
}

function Press({ text, onPress }: { text: string; onPress: () => void }) {
  return (
    <button type="button" class="button" onClick={onPress}>
      {text}
    </button>
  )
}
