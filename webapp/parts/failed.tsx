import { type Failure, retry } from '../store.ts'
import { t } from '../texts.ts'
import { Notice } from './notice.tsx'

/** What did not come, said where it would have stood, with a way to ask again. */
export function Failed({ why }: { why: Failure }) {
  return (
    <Notice tone="warn" title={failureTitle(why)} text={failureText(why)}>
      <button type="button" class="button" onClick={retry}>
        {t('app-retry')}
      </button>
    </Notice>
  )
}

export function failureTitle(why: Failure): string {
  switch (why) {
    case 'offline':
      return t('app-failed-offline')
    case 'too_many':
      return t('app-failed-many')
    case 'server':
      return t('app-failed-server')
  }
}

export function failureText(why: Failure): string {
  switch (why) {
    case 'offline':
      return t('app-failed-offline-text')
    case 'too_many':
      return t('app-failed-many-text')
    case 'server':
      return t('app-failed-server-text')
  }
}
