import { signal } from '@preact/signals'

const query = matchMedia('(min-width: 900px)')

/** Room for the people beside the chat; the same width stands in the stylesheets. */
export const wide = signal(query.matches)
query.addEventListener('change', () => {
  wide.value = query.matches
})
