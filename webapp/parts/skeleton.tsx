import { t } from '../texts.ts'

/** The outline of what is on its way; `tall`: about as high as a pass. */
export function Skeleton({ cards = 1, tall = false }: { cards?: number; tall?: boolean }) {
  return (
    <>
      <p class="unseen" role="status">
        {t('app-loading')}
      </p>
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
