import type { PayOutcome } from '../sandbox/face.ts'
import type { Crowd } from './crowd.ts'
import type { Deed } from './deeds.ts'
import type { Telegram } from './telegram.ts'

/** What came of an attempt to pay. Anything but `paid` moved nothing. */
export type Attempt = PayOutcome | { status: 'failed'; reason: 'no_invoice' }

/** How long a person waits for the invoice after /buy. */
const INVOICE_MS = 8_000

/** Pays as the deed says, and resolves with Telegram's last word. */
export async function pay(telegram: Telegram, crowd: Crowd, deed: Deed): Promise<Attempt> {
  const { control } = telegram
  const person = crowd.people[deed.payer] ?? 0
  if (deed.way === 'chat') {
    const message_id = await invoiceInChat(telegram, person, deed.planCode)
    return message_id === null
      ? { status: 'failed', reason: 'no_invoice' }
      : await control.pay({ person, message_id })
  }
  return await control.pay({
    person,
    invoice_url: crowd.linkOf(deed.buyer, deed.planCode),
    without_precheckout: deed.way === 'link',
    ...(deed.lie === 'amount' ? { claim: { total_amount: 7 } } : {}),
    ...(deed.lie === 'payload' ? { claim: { invoice_payload: `nothing of ours ${deed.payer}` } } : {}),
  })
}

/** Asks the bot to sell; null when it sent no invoice in time: the message was in hand when the process was killed. */
async function invoiceInChat(
  { control }: Telegram,
  person: number,
  planCode: string,
): Promise<number | null> {
  const { message_id: asked } = await control.send({ person, text: `/buy ${planCode}` })
  const invoiceIn = (messages: { message_id: number; invoice?: unknown }[]) =>
    messages.find(({ message_id, invoice }) => invoice !== undefined && message_id > asked)?.message_id
  try {
    const { messages } = await control.waitFor(
      person,
      chat => invoiceIn(chat.messages) !== undefined,
      INVOICE_MS,
    )
    return invoiceIn(messages) ?? null
  } catch {
    // Not in time: that is the answer, and the person walks away.
    return null
  }
}
