import { useState } from 'preact/hooks'
import { failureTitle } from '../parts/failed.tsx'
import { RowWords } from '../parts/group.tsx'
import { chooseLanguage, type Failure } from '../store.ts'
import { haptic } from '../telegram.ts'
import { t } from '../texts.ts'

interface Props {
  /** null: the language of their Telegram. */
  chosen: string | null
  telegram: string | null
  offered: string[]
}

/** How they want to be spoken to, here and in the chat. */
export function Languages({ chosen, telegram, offered }: Props) {
  const [trouble, setTrouble] = useState<Failure | null>(null)
  const [asked, setAsked] = useState<string | null | undefined>(undefined)
  const choose = async (code: string | null) => {
    haptic('select')
    setTrouble(null)
    setAsked(code)
    const outcome = await chooseLanguage(code)
    setAsked(undefined)
    if (outcome !== 'done') setTrouble(outcome)
  }
  const wanted = asked === undefined ? chosen : asked
  return (
    <fieldset class="group">
      <legend>
        <h2>{t('app-language')}</h2>
      </legend>
      <div class="card rows">
        {[null, ...offered].map(code => (
          <label key={code} class="row">
            {code === null ? (
              <RowWords below={telegram === null ? undefined : nameOf(telegram)}>
                {t('app-language-telegram')}
              </RowWords>
            ) : (
              <RowWords>
                <span lang={code}>{nameOf(code)}</span>
              </RowWords>
            )}
            <input
              type="radio"
              name="language"
              checked={wanted === code}
              onChange={() => void choose(code)}
            />
          </label>
        ))}
      </div>
      <p class="group-note" role="status">
        {trouble && failureTitle(trouble)}
      </p>
    </fieldset>
  )
}

/** A language by the name it gives itself. */
function nameOf(code: string): string {
  try {
    const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code
    return name.charAt(0).toLocaleUpperCase(code) + name.slice(1)
  } catch {
    // Telegram may send what is no language tag.
    return code
  }
}
