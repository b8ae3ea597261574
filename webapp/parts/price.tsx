import { money, t } from '../texts.ts'
import { Icon } from './icon.tsx'

/** `250 ★`; in words to whoever listens. */
export function Price({ amount, currency }: { amount: number; currency: string }) {
  if (currency !== 'XTR') return <span class="price">{money({ amount, currency })}</span>
  const [before, after] = t('stars-short', { amount }).split('⭐')
  return (
    <span class="price">
      <span class="unseen">{money({ amount, currency })}</span>
      <span aria-hidden="true">
        {before?.trim()}
        <Icon name="star" />
        {after?.trim()}
      </span>
    </span>
  )
}
