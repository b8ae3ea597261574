import { signal } from '@preact/signals'

/** How far the sandbox's clock is ahead of this machine's, as far as was heard. */
export const aheadMs = signal(0)

/** What time it is in the sandbox, in milliseconds. */
export const now = () => Date.now() + aheadMs.value
