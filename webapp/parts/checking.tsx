import { useEffect, useState } from 'preact/hooks'
import { dismissPurchase } from '../purchase.ts'
import { t } from '../texts.ts'
import { Help } from './help.tsx'
import { Notice } from './notice.tsx'
import { Waiting } from './waiting.tsx'

/** Checking for longer than this deserves a word of explanation. */
const SLOW_MS = 8_000
/** And for longer than this it is odd: nobody should be held up by it. */
const ODD_MS = 60_000

/** The client said something of a payment, and the server has not heard of one yet. */
export function Checking({ since }: { since: number }) {
  const ms = useAge(since)
  if (ms < ODD_MS)
    return (
      <Notice
        sign={<Waiting />}
        title={t('app-checking')}
        text={ms < SLOW_MS ? t('app-checking-text') : t('app-checking-slow')}
      />
    )
  return (
    <Notice sign={<Waiting />} title={t('app-checking')} text={t('app-checking-odd')}>
      <Help />
      <button type="button" class="button" onClick={dismissPurchase}>
        {t('app-stop-waiting')}
      </button>
    </Notice>
  )
}

/** For how long it goes on, drawn again every second. */
function useAge(since: number): number {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(seconds => seconds + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return Date.now() - since
}
