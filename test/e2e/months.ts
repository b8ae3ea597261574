import { sandboxClient } from '../sandbox/client.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** What is bought in each week, by somebody new each time; Telegram gives back what is in brackets. */
const WEEKS = [
  'month week',
  'month month week',
  'week week month (month)',
  'month month month',
  'week month month week month',
  'month (month) month week',
  'month month (week) month month week',
  'year month month (month)',
  'month month week',
]

/** Lets two months of a shop go by. */
export async function letMonthsPass(url: string): Promise<void> {
  const control = sandboxClient(url)
  for (const [index, week] of WEEKS.entries()) {
    if (index > 0) await control.turnClock(WEEK_MS, 500)
    for (const bought of week.split(' ')) {
      const charge = await buy(bought.replace(/\W/g, ''))
      if (bought.startsWith('(')) await control.refundElsewhere(charge)
    }
  }

  async function buy(plan: string): Promise<string> {
    const { user } = await control.addPerson({ first_name: 'Somebody', stars: 10_000 })
    await control.send({ person: user.id, text: `/buy ${plan}` })
    const chat = await control.waitFor(user.id, ({ messages }) => messages.some(({ invoice }) => invoice))
    const invoice = chat.messages.findLast(message => message.invoice)
    const outcome = await control.pay({ person: user.id, message_id: invoice?.message_id ?? 0 })
    if (outcome.status !== 'paid') throw new Error(`not paid: ${outcome.reason}`)
    return outcome.charge_id
  }
}
