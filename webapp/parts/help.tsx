import { t } from '../texts.ts'
import { wayTo } from './way.ts'

/** The way to a person who looks into a payment; nothing where none is known. */
export function Help() {
  const way = wayTo('paysupport')
  if (!way) return null
  return (
    <button type="button" class="button" onClick={way}>
      {t('app-get-help')}
    </button>
  )
}
