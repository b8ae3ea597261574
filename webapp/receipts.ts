import type { InvoiceJson, InvoicesJson } from '../server/contract.ts'
import type { Answer } from './api.ts'
import { loader } from './load.ts'
import { callSignedIn } from './session.ts'

export interface Receipts {
  items: InvoiceJson[]
  /** Whether the server has older ones. */
  more: boolean
  loadingMore: boolean
}

/** With the place where the next page begins. */
interface Pages extends Receipts {
  cursor: string | null
}

/** As many pages as were shown already, the newest first. */
export const receiptsLoader = loader<Pages>(async (): Promise<Answer<Pages>> => {
  const state = receiptsLoader.state.peek()
  const shown = state.kind === 'ready' ? state.value.items.length : 0
  let items: InvoiceJson[] = []
  let cursor: string | null = null
  do {
    const answer: Answer<InvoicesJson> = await page(cursor)
    if (answer.kind !== 'ok') return answer
    items = [...items, ...answer.value.items]
    cursor = answer.value.next_cursor
  } while (cursor !== null && items.length < shown)
  return { kind: 'ok', value: { items, cursor, more: cursor !== null, loadingMore: false } }
})

/** The next page of older ones. When it does not come, there are still more to be had. */
export async function moreReceipts(): Promise<void> {
  const state = receiptsLoader.state.peek()
  if (state.kind !== 'ready' || !state.value.more || state.value.loadingMore) return
  const before = state.value
  const waiting = receiptsLoader.put({ ...before, loadingMore: true })
  const answer = await page(before.cursor)
  // All of them were asked for anew meanwhile.
  if (receiptsLoader.state.peek() !== waiting) return
  if (answer.kind !== 'ok') {
    receiptsLoader.put(before)
    return
  }
  const cursor = answer.value.next_cursor
  const items = [...before.items, ...answer.value.items]
  receiptsLoader.put({ items, cursor, more: cursor !== null, loadingMore: false })
}

function page(after: string | null): Promise<Answer<InvoicesJson>> {
  const query = after === null ? '' : `?cursor=${encodeURIComponent(after)}`
  return callSignedIn({ path: `billing/invoices${query}` })
}
