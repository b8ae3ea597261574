import { t } from '../texts.ts'
import { Icon } from './icon.tsx'
import { Said } from './said.tsx'

/** What a plan gives; `most`: the rest is only counted. */
export function Features({ of, most = of.length }: { of: string[]; most?: number }) {
  // One more takes no more room than saying that there is one.
  const shown = of.length <= most + 1 ? of : of.slice(0, most)
  const left = of.length - shown.length
  if (of.length === 0) return null
  return (
    <ul class="features">
      {shown.map(feature => (
        <li key={feature}>
          <Icon name="check" />
          <span>
            <Said text={feature} />
          </span>
        </li>
      ))}
      {left > 0 && <li class="more">{t('app-features-more', { count: left })}</li>}
    </ul>
  )
}
