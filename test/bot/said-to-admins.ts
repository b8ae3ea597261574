import type { News } from '../../db/billing.ts'

const price = { amount: 999, currency: 'EUR' }
const told = { price, chargeId: 'pi_1', payerId: 7 }
const alarm = { kind: 'alarm', id: 'sub_1', detail: 'napping' } as const

/** What is said to admins of cards; as in `said-of-cards.ts`. */
export const SAID_TO_ADMINS: [News, string, RegExp, RegExp][] = [
  [
    { kind: 'refund_reversed', ...told, detail: 'expired_or_canceled_card' },
    'A refund came back: €9.99\nStripe says: expired_or_canceled_card\n\nPayer: 7\nPayment: pi_1\n',
    /Возврат вернулся/,
    /عاد إلينا مبلغ/,
  ],
  [
    { kind: 'disputed', ...told, reason: 'fraudulent' },
    'Disputed: €9.99\nWhy, in Stripe’s words: fraudulent\n\nPayer: 7\nPayment: pi_1\n',
    /Оспорено: 9,99/,
    /اعتراض على دفعة/,
  ],
  [{ kind: 'dispute_closed', won: true, ...told }, 'Dispute won: €9.99', /Спор выигран/, /كُسب/],
  [{ kind: 'dispute_closed', won: false, ...told }, 'Dispute lost: €9.99', /Спор проигран/, /خُسر/],
  // case 34
  [
    { kind: 'refund_failed', ...told, detail: 'no', because: 'balance_too_low' },
    'Stripe says that the balance there is too low.',
    /пополните баланс в панели Stripe/,
    /لا يكفي/,
  ],
  [
    { kind: 'refund_failed', ...told, detail: 'charge_disputed: no', because: 'refused' },
    'Stripe says: charge_disputed: no\n',
    /Ответ Stripe: charge_disputed: no\n/,
    /سترايب/,
  ],
  [{ kind: 'refund_done', ...told }, 'Refunded: €9.99 go back to the card of 7.', /на карту 7/, /إلى بطاقة/],
  [
    { kind: 'quarantined', ...told, reason: 'wrong_price', reference: 'o1' },
    'It paid another price than that of its plan.\n\nPayer: 7\nIts reference: o1\nGive it back: /refund pi_1',
    /не та цена/,
    /سعر غير سعر الباقة/,
  ],
  [
    {
      ...{ kind: 'webhook_given_up', endpointId: '0196a0de-7c5b-7aaa-8bbb-000000000000' },
      ...{ url: 'https://crm.example/hooks?key=secret', detail: '500 <oops>' },
    },
    'crm.example (1cab)\nThe last answer: 500 &lt;oops&gt;\n\nSomething was tried there for three days',
    /пытались доставить туда три дня/,
    /ثلاثة أيام/,
  ],
  [
    {
      ...{ kind: 'quarantined', ...told, reason: 'wrong_amount', reference: 'o1' },
      renews: 'until_refunded',
    },
    '/refund pi_1\n\nIt is for a subscription, which goes on until you give the money back',
    /возврат остановит и её/,
    /وردّه يوقف الاشتراك/,
  ],
  [
    {
      ...{ kind: 'quarantined', ...told, reason: 'unknown_order', reference: 'o1' },
      renews: 'until_canceled',
    },
    'a refund won’t stop it. Only the payer can',
    /только плательщик/,
    /لا يستطيع إيقافه إلا صاحب الدفعة/,
  ],
  // cases 75 and 79
  [{ ...alarm, about: 'unknown_status' }, 'At Stripe: sub_1\nnapping\n\nNothing was opened', /слово/, /كلمة/],
  [{ ...alarm, about: 'wrong_mode' }, 'STRIPE_SECRET_KEY and the webhook of', /режима/, /الوضع/],
  [{ ...alarm, about: 'wrong_account' }, 'seems to be of another account', /другого счёта/, /حساب آخر/],
  [{ ...alarm, about: 'foreign_charge' }, 'It is not in the books.', /В книгах его нет/, /ليست في الدفاتر/],
  [
    { ...alarm, about: 'wrong_price' },
    'npm run doctor says what differs.',
    /не та, что в тарифе/,
    /ليس سعر باقته/,
  ],
]
