import { useEffect, useState } from 'preact/hooks'
import { LinkOut } from '../parts/link-out.tsx'
import { Notice } from '../parts/notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { dismissPurchase } from '../purchase.ts'
import { canOpenLink } from '../telegram.ts'
import { t } from '../texts.ts'

/** Whoever comes back has paid or has not: news of it take some seconds, and nobody is kept waiting for longer. */
const NEWS_MS = 20_000

/** The page they pay on is open in their browser; the server tells what became of it. */
export function Away({ url, backAt }: { url: string; backAt: number | null }) {
  const isChecking = useRecent(backAt)
  if (isChecking)
    return (
      <Notice sign={<Waiting />} title={t('app-checking')} text={t('app-checking-text')}>
        <WaysOn url={url} />
      </Notice>
    )
  if (backAt !== null)
    return (
      <Notice title={t('app-away-none')} text={t('app-away-none-text')}>
        <WaysOn url={url} />
      </Notice>
    )
  return (
    <Notice
      sign={<Waiting />}
      title={t('app-away')}
      text={canOpenLink() ? t('app-away-text') : t('app-away-tap')}
    >
      <WaysOn url={url} />
    </Notice>
  )
}

function WaysOn({ url }: { url: string }) {
  return (
    <>
      <LinkOut url={url}>{t('app-away-page')}</LinkOut>
      <button type="button" class="button button-quiet" onClick={dismissPurchase}>
        {t('app-stop-waiting')}
      </button>
    </>
  )
}

/** Whether it was a moment ago; drawn again when it no longer is. */
function useRecent(at: number | null): boolean {
  const left = at === null ? 0 : at + NEWS_MS - Date.now()
  const [, tick] = useState(0)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => tick(times => times + 1), left)
    return () => clearTimeout(timer)
  }, [at])
  return left > 0
}
