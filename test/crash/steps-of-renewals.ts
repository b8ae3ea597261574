import { days } from '../support/books.ts'
import { refund, type Step, updates } from './step.ts'

/** What only time, Telegram's words and its list of transactions bring. */
export const RENEWALS: Step[] = [
  {
    name: 'a subscription in Stars begins beside another, and goes back',
    async prepare({ adminId, pay, book, chargeOf }) {
      await book(await pay('club'))
      const second = await pay('gym')
      return [updates(second), refund(adminId, chargeOf(second))]
    },
  },
  {
    name: 'an admin stops what renews on both rails, one may go on, and goes back all the same',
    async prepare({ personId, adminId, pay, book, chargeOf, subscribe, hear, subscriptionOn }) {
      const paid = await pay('club')
      await book(paid)
      const { state, month } = await subscribe()
      await hear({ kind: 'subscribed', state: await state(1) }, { kind: 'paid', charge: month(1) })
      const stop = { personId, subscriptionId: null, askedBy: adminId, reason: 'asked for it' }
      const subscriptionId = await subscriptionOn('stars')
      return [
        { kind: 'stop', request: stop },
        { kind: 'stop', request: stop },
        { kind: 'allow', request: { personId, subscriptionId } },
        { kind: 'stop', request: { ...stop, subscriptionId: await subscriptionOn('card') } },
        refund(adminId, chargeOf(paid)),
      ]
    },
  },
  {
    name: 'Telegram tells of three subscriptions, and what fitted no order goes back',
    async prepare({ personId, adminId, now, pay, book, chargeOf, join, told }) {
      const misfit = await pay('month', { total_amount: 7 })
      await book(misfit)
      const [first, second] = [await join('club', ago(now, 20)), await join('gym', ago(now, 19))]
      await book(told(second.reference, 'canceled'))
      return [
        updates(told(second.reference, 'active')),
        updates(told(first.reference, 'failed')),
        updates(told(`nobody's, of ${personId}`, 'canceled')),
        refund(adminId, chargeOf(misfit)),
      ]
    },
  },
  {
    name: 'time ends a subscription that was not paid again, which is to stay so, and warns of another',
    withoutAdmins: true,
    async prepare({ personId, now, join, told, book, subscriptionOn }) {
      await join('club', ago(now, 36))
      const { reference } = await join('gym', ago(now, 28))
      await book(told(reference, 'canceled'))
      const subscriptionId = await subscriptionOn('stars')
      return [
        { kind: 'time' },
        { kind: 'stop', request: { personId, subscriptionId, askedBy: personId, reason: 'enough' } },
      ]
    },
  },
  {
    name: 'a wish to be forgotten that was left undone is found, and then they pay',
    async prepare({ pay, book, askedToBeForgotten }) {
      const paid = await pay('month')
      if (paid.message?.successful_payment) paid.message.successful_payment.order_info = { name: 'Ann' }
      await book(paid)
      await askedToBeForgotten()
      return [{ kind: 'time' }, updates(await pay('year'))]
    },
  },
  {
    name: 'an admin has somebody forgotten whose subscription renews',
    async prepare({ personId, adminId, pay, book }) {
      await book(await pay('club'))
      return [{ kind: 'forget', request: { personId, askedBy: adminId, request: `forget ${personId}` } }]
    },
  },
  {
    name: 'what no update told is found on the list',
    async prepare({ now, pay, book, refunded, chargeOf, join, listed }) {
      const known = await pay('month')
      await book(known)
      await refunded(chargeOf(known))
      await pay('gym')
      const { charge } = await join('club', ago(now, 11))
      return [{ kind: 'reconcile', list: await listed([charge]) }]
    },
  },
]

function ago(now: Date, count: number): Date {
  return new Date(+now - days(count))
}
