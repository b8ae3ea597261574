import { useLayoutEffect, useRef } from 'preact/hooks'
import { failureTitle } from '../parts/failed.tsx'
import { haptic } from '../telegram.ts'
import { t } from '../texts.ts'
import { useDeed } from './deed.ts'
import type { NameTrouble } from './own-devices.ts'
import { Leave, Sheet } from './sheet.tsx'

/** Of characters, as the server counts them; an input counts some twice. */
const LONGEST = 64

interface Props {
  title: string
  /** What stands in the field at first. */
  name: string
  /** What the button says that does it. */
  yes: string
  deed: (name: string) => Promise<'done' | NameTrouble>
  onClose: () => void
}

/** What shall the device be called? */
export function NameSheet({ title, name, yes, deed, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const { busy, trouble, forgive, run } = useDeed<NameTrouble>(onClose, () => {
    haptic('error')
    field.current?.focus()
  })
  useLayoutEffect(() => field.current?.select(), [])
  const submit = async () => {
    const wanted = (field.current?.value ?? '').normalize('NFC').trim()
    await run(async () => (isName(wanted) ? await deed(wanted) : 'bad'))
  }
  return (
    <Sheet title={title} onClose={onClose} held={busy}>
      <form
        class="field"
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <label for="device-name">{t('app-device-name')}</label>
        <input
          ref={field}
          id="device-name"
          dir="auto"
          defaultValue={name}
          autocomplete="off"
          enterkeyhint="done"
          aria-invalid={trouble === 'taken' || trouble === 'bad'}
          aria-describedby="device-trouble"
          onInput={forgive}
        />
        <p id="device-trouble" role="status">
          {trouble && troubleWords(trouble)}
        </p>
        <button type="submit" class="button button-main" aria-disabled={busy}>
          {busy ? t('app-loading') : yes}
        </button>
      </form>
      <Leave busy={busy} onClose={onClose}>
        {t('app-cancel')}
      </Leave>
    </Sheet>
  )
}

function isName(text: string): boolean {
  return text !== '' && [...text].length <= LONGEST
}

function troubleWords(why: NameTrouble): string {
  switch (why) {
    case 'taken':
      return t('app-device-taken')
    case 'bad':
      return t('app-device-bad', { most: LONGEST })
    case 'full':
      return t('app-devices-full')
    case 'lost':
      return t('app-device-lost')
    case 'gone':
      return t('app-device-gone')
    case 'offline':
    case 'too_many':
    case 'server':
      return failureTitle(why)
  }
}
