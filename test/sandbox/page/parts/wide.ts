import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { mini } from '../mini/state.ts'

/** Room for something beside the chat; the same widths stand in the stylesheets. */
export const wide = matches('(min-width: 900px)')
const roomy = matches('(min-width: 1220px)')

/** The people stand beside the chat, unless the Mini App needs their place. */
export const column = computed(() => wide.value && (!mini.value || roomy.value))
/** The Mini App lies over the chat. */
export const covered = computed(() => mini.value !== undefined && !wide.value)

function matches(condition: string): ReadonlySignal<boolean> {
  const query = matchMedia(condition)
  const now = signal(query.matches)
  query.addEventListener('change', () => {
    now.value = query.matches
  })
  return now
}
