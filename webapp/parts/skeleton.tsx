import { t } from '../texts.ts'
import { useAloud } from './aloud.tsx'

/** The outline of what is on its way; `tall`: about as high as a pass. */
export function Skeleton({ cards = 1, tall = false }: { cards?: number; tall?: boolean }) {
  useAloud(t('app-loading'))
  return (
    <>
      {Array.from({ length: cards }, (_, at) => (
        <div key={at} class={tall ? 'card bones bones-tall' : 'card bones'} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </>
  )
}
