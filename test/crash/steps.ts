import { profileOf } from './customer.ts'
import { refund, type Step, updates } from './step.ts'
import { RENEWALS } from './steps-of-renewals.ts'

/** All that settling, renewing, refunding, telling and forgetting can be about; each crash point is reached in the first step that can. */
export const STEPS: Step[] = [
  {
    name: 'a month is bought behind another',
    async prepare({ pay, book }) {
      await book(await pay('month'))
      return [updates(await pay('month'))]
    },
  },
  {
    name: 'what they own for ever is bought again, and goes back',
    async prepare({ pay, book }) {
      const [first, second] = [await pay('lifetime'), await pay('lifetime')]
      await book(first)
      return [updates(second)]
    },
  },
  {
    name: 'a payment fits no order',
    prepare: async ({ pay }) => [updates(await pay('month', { total_amount: 7 }))],
  },
  {
    name: 'an admin refunds the first of two months',
    async prepare({ adminId, pay, book, chargeOf }) {
      const [first, second] = [await pay('month'), await pay('month')]
      await book(first)
      await book(second)
      // The same again; and another, which finds the first under way.
      const asked = refund(adminId, chargeOf(first))
      return [asked, asked, refund(adminId, chargeOf(first), 2)]
    },
  },
  {
    name: 'Telegram refuses a refund',
    async prepare({ adminId, pay, book, chargeOf }) {
      const paid = await pay('month')
      if (paid.message?.successful_payment)
        paid.message.successful_payment.telegram_payment_charge_id = `unknown-${chargeOf(paid)}`
      await book(paid)
      return [refund(adminId, chargeOf(paid))]
    },
  },
  {
    name: 'a refund is made elsewhere',
    async prepare({ pay, book, refunded, chargeOf }) {
      const paid = await pay('month')
      await book(paid)
      return [updates(await refunded(chargeOf(paid)))]
    },
  },
  {
    name: 'a refund tells of a payment nobody told of',
    prepare: async ({ pay, refunded, chargeOf }) => [updates(await refunded(chargeOf(await pay('month'))))],
  },
  {
    name: 'the buyer has blocked the bot',
    async prepare({ pay, block }) {
      const paid = await pay('month')
      await block()
      return [updates(paid)]
    },
  },
  {
    name: 'a buyer who had blocked the bot comes back',
    async prepare({ personId, pay, book, lost }) {
      await book(await pay('month'))
      await lost()
      return [{ kind: 'message', from: profileOf(personId, 'Ann') }]
    },
  },
  {
    name: 'Telegram refuses a message for the tenth time',
    async prepare({ pay, book, triedBefore }) {
      await book(await pay('wordy'))
      await triedBefore(9)
      return []
    },
  },
  {
    name: 'another process books the payment first',
    async prepare({ pay, fault }) {
      const paid = await pay('month')
      await fault(paid, 'taken')
      return [updates(paid)]
    },
  },
  {
    name: 'two payments come together, and the database refuses one of them once',
    async prepare({ pay, fault }) {
      const [first, second] = [await pay('month'), await pay('year')]
      await fault(first, 'refused')
      return [updates(first, second)]
    },
  },
  {
    name: 'the connection breaks while a payment is committed',
    async prepare({ pay, fault }) {
      const paid = await pay('month')
      await fault(paid, 'connection lost at commit')
      return [updates(paid)]
    },
  },
  {
    name: 'a subscription is paid by card for another month',
    async prepare({ subscribe, hear }) {
      const { state, month } = await subscribe()
      await hear({ kind: 'subscribed', state: await state(1) }, { kind: 'paid', charge: month(1) })
      return [{ kind: 'paid', charge: month(2) }]
    },
  },
  {
    name: 'a part goes back to a card, then an admin gives back the rest',
    async prepare({ adminId, subscribe, hear }) {
      const { state, month, refund: part } = await subscribe()
      const charge = month(1)
      await hear({ kind: 'subscribed', state: await state(1) }, { kind: 'paid', charge })
      return [{ kind: 'given back', refund: part(400, 'taken') }, refund(adminId, charge.chargeId)]
    },
  },
  {
    name: 'a provider tells that a refund went through before it was asked, and then that it came back',
    async prepare({ subscribe, hear, askBack }) {
      const { state, month, refund: all } = await subscribe()
      const charge = month(1)
      await hear({ kind: 'subscribed', state: await state(1) }, { kind: 'paid', charge })
      const refundId = await askBack(charge.chargeId)
      return [
        { kind: 'given back', refund: all(charge.price.amount, 'taken', refundId) },
        { kind: 'given back', refund: all(charge.price.amount, 'failed', refundId) },
      ]
    },
  },
  {
    name: 'a payment by card is disputed, and the dispute is won',
    async prepare({ subscribe, hear }) {
      const { state, month, dispute } = await subscribe()
      await hear({ kind: 'subscribed', state: await state(1) }, { kind: 'paid', charge: month(1) })
      return [
        { kind: 'disputed', state: dispute(1, 'open') },
        { kind: 'disputed', state: dispute(2, 'won') },
      ]
    },
  },
  {
    name: 'a second subscription begins beside one, which then ends in a way nobody knows',
    async prepare({ subscribe, hear }) {
      const [first, second] = [await subscribe('care'), await subscribe('visit')]
      await hear(
        { kind: 'subscribed', state: await first.state(1) },
        { kind: 'paid', charge: first.month(1) },
      )
      return [
        { kind: 'subscribed', state: await second.state(1) },
        { kind: 'subscribed', state: await first.state(2, { status: 'adrift', renews: false }) },
      ]
    },
  },
  {
    name: 'an admin gives a month, and takes it back',
    async prepare({ personId, adminId, pay, book }) {
      await book(await pay('month'))
      const given = { personId, planCode: 'month', grantedBy: adminId, reason: 'a gift' }
      const taken = { revokedBy: adminId, reason: 'a mistake' }
      return [
        {
          kind: 'gift',
          given: { ...given, request: `grant ${personId}` },
          taken: { ...taken, request: `revoke ${personId}` },
        },
      ]
    },
  },
  ...RENEWALS,
]
