import type { InlineKeyboardButton, Message } from '@grammyjs/types'
import type { SandboxClient } from '../sandbox/client.ts'
import type { Pay, PayOutcome } from '../sandbox/face.ts'

/** A card that pays whatever it is asked to. */
export const GOOD = '4242424242424242'

/** Someone with a phone in their hand. */
export interface Player {
  id: number
  /** Types a text; resolves with the bot's next message. */
  say(text: string): Promise<Message>
  /** Presses the button with this label; resolves with the bot's next message. */
  press(message: Message, label: string): Promise<Message>
  /** Presses a button that answers with a toast; resolves with its text. */
  pressForToast(message: Message, label: string): Promise<string>
  /** Asks for an invoice and gets it. */
  invoice(plan: string): Promise<Message>
  pay(invoice: Message, how?: Partial<Pay>): Promise<PayOutcome>
  /** Buys a plan and reads the thank-you; resolves with the charge id. */
  buys(plan: string): Promise<string>
  /** Begins a subscription in Stars by the link and reads the thank-you; resolves with the charge id. */
  subscribes(plan: string): Promise<string>
  /** The same by card, at Stripe's page. */
  buysByCard(plan: string, card?: string): Promise<void>
  /** Waits until the bot has written this, `times` times. */
  reads(text: string, times?: number): Promise<Message>
  /** What the bot has written to them, oldest first. */
  messages(): Promise<Message[]>
  stars(): Promise<number>
}

export function player(telegram: SandboxClient, id: number): Player {
  const fromBot = (messages: Message[]) =>
    messages.filter(message => message.from?.is_bot && !message.successful_payment)

  async function next(after: number, fits: (message: Message) => boolean = () => true): Promise<Message> {
    let found: Message | undefined
    await telegram.waitFor(id, ({ messages }) => {
      found = fromBot(messages).find(message => message.message_id > after && fits(message))
      return found !== undefined
    })
    return must(found)
  }

  async function last(): Promise<number> {
    return (await telegram.chat(id)).messages.at(-1)?.message_id ?? 0
  }

  async function invoice(plan: string): Promise<Message> {
    const { message_id } = await telegram.send({ person: id, text: `/buy ${plan}` })
    return next(message_id, message => message.invoice !== undefined)
  }

  const pay = (bill: Message, how: Partial<Pay> = {}) =>
    telegram.pay({ person: id, message_id: bill.message_id, ...how })

  async function reads(text: string, times = 1): Promise<Message> {
    let found: Message[] = []
    await telegram.waitFor(id, ({ messages }) => {
      found = fromBot(messages).filter(message => message.text?.includes(text))
      return found.length >= times
    })
    return must(found.at(-1))
  }

  const say = async (text: string) => next((await telegram.send({ person: id, text })).message_id)

  async function press(message: Message, label: string): Promise<Message> {
    const after = await last()
    await telegram.press({ person: id, message_id: message.message_id, data: dataOf(message, label) })
    return next(after)
  }

  async function subscribes(plan: string): Promise<string> {
    const offer = await say(`/buy ${plan}`)
    const paid = await telegram.pay({ person: id, invoice_url: must(links(offer)[0]) })
    if (paid.status !== 'paid') throw new Error(`not paid: ${JSON.stringify(paid)}`)
    await next(offer.message_id, message => /Thank you/.test(message.text ?? ''))
    return paid.charge_id
  }

  return {
    id,
    invoice,
    subscribes,
    pay,
    reads,
    say,
    press,
    async pressForToast(message, label) {
      const before = (await telegram.chat(id)).toasts.length
      await telegram.press({ person: id, message_id: message.message_id, data: dataOf(message, label) })
      const view = await telegram.waitFor(id, ({ toasts }) => toasts.length > before)
      return must(view.toasts.at(-1)).text
    },
    async buys(plan) {
      const bill = await invoice(plan)
      const paid = await pay(bill)
      if (paid.status !== 'paid') throw new Error(`not paid: ${JSON.stringify(paid)}`)
      await next(bill.message_id, message => /Thank you|Спасибо|شكرًا/.test(message.text ?? ''))
      return paid.charge_id
    },
    async buysByCard(plan, card = GOOD) {
      let page = await say(`/buy ${plan}`)
      if (links(page).length === 0) page = await press(page, 'By card')
      await telegram.stripe.payCheckout({ session: sessionIn(page), card })
      await next(page.message_id, message => /Thank you/.test(message.text ?? ''))
    },
    messages: async () => fromBot((await telegram.chat(id)).messages),
    stars: async () => (await telegram.chat(id)).person.stars,
  }
}

/** The labels of a message's buttons, row by row. */
export function labels(message: Message): string[][] {
  return keyboardOf(message).map(row => row.map(({ text }) => text))
}

/** Where a message's link buttons lead. */
export function links(message: Message): string[] {
  return keyboardOf(message).flatMap(row => row.flatMap(button => ('url' in button ? [button.url] : [])))
}

/** The checkout session that a message of the bot's leads to. */
export function sessionIn(message: Message): string {
  const [id] = links(message).flatMap(link => /cs_[A-Za-z0-9_]+/.exec(link) ?? [])
  return must(id)
}

/** What a message's Mini App buttons open. */
export function apps(message: Message): string[] {
  return keyboardOf(message).flatMap(row =>
    row.flatMap(button => ('web_app' in button ? [button.web_app.url] : [])),
  )
}

/** What the button with this label sends. */
export function dataOf(message: Message, label: string): string {
  const buttons = keyboardOf(message).flat()
  const button = buttons.find(({ text }) => text.includes(label))
  if (!button || !('callback_data' in button))
    throw new Error(`no "${label}" among ${JSON.stringify(buttons)}`)
  return button.callback_data
}

function keyboardOf(message: Message): InlineKeyboardButton[][] {
  return message.reply_markup?.inline_keyboard ?? []
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there')
  return value
}
