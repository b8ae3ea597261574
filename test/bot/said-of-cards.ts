import type { News } from '../../db/billing.ts'

const plan = { en: 'Care <3', ru: 'Забота', ar: 'رعاية' }
const price = { amount: 999, currency: 'EUR' }
const until = '2026-12-21T12:00:00.000Z'
export const paid = { plan, price, chargeId: 'pi_1' }
const free = { ...paid, price: { amount: 0, currency: 'EUR' } }
export const late = { kind: 'payment_failed', plan, price, payUrl: 'https://pay.example/1' } as const

/** What is said in English, and enough of the Russian and the Arabic to tell it from the others. */
export const SAID: [News, string, RegExp, RegExp][] = [
  [
    { kind: 'thanks', ...paid, until, stackedFrom: null },
    'Thank you. Care &lt;3 is yours until 21 December 2026.\n\nPaid: €9.99.',
    /Оплачено: 9,99\s€\./,
    /المبلغ المدفوع:/,
  ],
  [
    { kind: 'renewed', ...paid, until },
    'Care &lt;3 is renewed: yours until 21 December 2026.\n\nPaid: €9.99.',
    /Забота продлевается: у вас до 21 декабря/,
    /تجدّدت/,
  ],
  // case 36
  [
    { kind: 'thanks', ...paid, until, stackedFrom: until, beside: true },
    'is yours until 21 December 2026.\n\nYour subscription to it renews by itself all the same, and then you pay twice for the same time.',
    /продлится сама, и тогда за одно и то же время вы заплатите дважды/,
    /مرتين عن المدة نفسها/,
  ],
  // case 82
  [
    { kind: 'thanks', ...free, until, stackedFrom: null, free: { renews: true } },
    'Your free period of Care &lt;3 has begun. It lasts until 21 December 2026; then it renews by itself, and you pay for it.',
    /Начался ваш бесплатный срок Забота\. Он продлится до 21 декабря 2026\sг\. Потом подписка продлевается сама/,
    /بدأت مدتك المجانية .*يتجدد الاشتراك تلقائيًا/,
  ],
  [
    { kind: 'thanks', ...free, until, stackedFrom: null, free: { renews: false } },
    'It lasts until 21 December 2026 and does not renew, so nothing will be charged.',
    /закончится 21 декабря .*не продлится/,
    /ولا تتجدد/,
  ],
  [
    { kind: 'renewed', ...free, until },
    'is renewed: yours until 21 December 2026.\n\nThere was nothing to pay this time.',
    /платить не пришлось/,
    /لم يكن عليك دفع شيء/,
  ],
  // case 72
  [
    { ...late, todo: 'pay', graceUntil: until },
    'The payment for Care &lt;3 did not come through: €9.99.\n\nYour access stays open until 21 December 2026.',
    /не прошла: 9,99\s€\.\n\nДоступ открыт до 21 декабря/,
    /لم تتم .*\n\nيبقى وصولك مفتوحًا حتى/,
  ],
  // case 73
  [
    { ...late, todo: 'confirm', graceUntil: null },
    'Your bank wants you to confirm the payment for Care &lt;3: €9.99.\n\nYour access opens as soon as it is paid.',
    /просит подтвердить .*\n\nДоступ откроется/,
    /يطلب منك مصرفك تأكيد .*\n\nيُفتح وصولك/,
  ],
  // case 65
  [
    { kind: 'checkout_failed', plan, price },
    'Your payment for Care &lt;3 did not arrive after all: €9.99. So nothing was opened.',
    /так и не пришла/,
    /لم تصل دفعتك/,
  ],
  [
    { kind: 'returning', ...paid },
    'You have Care &lt;3 for ever already, so your €9.99 go back to your card.',
    /возвращаем оплату на вашу карту/,
    /نعيد إلى بطاقتك/,
  ],
  [
    { kind: 'refunded', ...paid, plan: null, accessUntil: null },
    'Your €9.99 are on their way to your card. A bank may take up to ten days.',
    /^Оплата возвращается на вашу карту/,
    /المبلغ في طريقه إلى بطاقتك/,
  ],
  [
    { kind: 'refunded', ...paid, accessUntil: null },
    'Your €9.99 for Care &lt;3 are on their way to your card; a bank may take up to ten days. The access they paid for has ended.',
    /за неё куплен, закончился/,
    /وانتهى الوصول/,
  ],
  [
    { kind: 'refunded', ...paid, accessUntil: until },
    'What else you have paid keeps it open until 21 December 2026.',
    /доступ открыт до 21 декабря/,
    /مدفوعاتك الأخرى/,
  ],
  // case 69
  [
    {
      kind: 'refunded_in_part',
      ...paid,
      price: { amount: 200, currency: 'EUR' },
      left: { amount: 799, currency: 'EUR' },
    },
    'A part of your payment for Care &lt;3 is on its way to your card: €2.00. A bank may take up to ten days.\n\nThe rest stays paid (€7.99), and your access stays as it is.',
    /2,00\s€.*\n\nОстальное остаётся оплаченным \(7,99\s€\)/,
    /2\.00.*\n\n.*7\.99/,
  ],
  [
    {
      kind: 'refunded_in_part',
      ...paid,
      plan: null,
      price: { amount: 200, currency: 'JPY' },
      left: { amount: 799, currency: 'JPY' },
    },
    'A part of your payment is on its way to your card: ¥200. A bank may take up to ten days. The rest stays with us: ¥799.',
    /Остальное у нас: 799\s¥/,
    /ويبقى الباقي لدينا/,
  ],
  // case 70
  [
    { kind: 'refund_came_back', ...paid, accessUntil: until },
    'Your bank did not take the refund for Care &lt;3, so the money is with us again: €9.99. Your access is open again until 21 December 2026.',
    /не принял возврат .*снова открыт до 21 декабря/,
    /لم يقبل مصرفك .*مفتوح من جديد/,
  ],
  [
    { kind: 'refund_came_back', ...paid, plan: null, accessUntil: null },
    'Your bank did not take the refund, so the money is with us again: €9.99. Your access is as it was before.',
    /Доступ такой же/,
    /كما كان من قبل/,
  ],
  // case 71
  [
    { kind: 'suspended', ...paid },
    'the payment for Care &lt;3 is disputed: €9.99. Until that is settled, the access it paid for waits.',
    /оспаривают/,
    /معترَض عليها/,
  ],
  [
    { kind: 'suspended', ...paid, lost: true },
    'Your bank has taken back the payment for Care &lt;3: €9.99. The access it paid for has ended.',
    /забрал назад оплату .* закончился/,
    /استردّ مصرفك/,
  ],
  [
    { kind: 'reinstated', plan, accessUntil: until, chargeId: 'pi_1' },
    'is settled, and your access is open again until 21 December 2026.',
    /снова открыт до 21 декабря/,
    /مفتوح من جديد/,
  ],
  [
    { kind: 'reinstated', plan, accessUntil: null, chargeId: 'pi_1' },
    'is settled, and your access is as it was before.',
    /такой же, как был до него/,
    /كما كان من قبل/,
  ],
  // case 36
  [
    {
      kind: 'parallel',
      plans: [
        { title: plan, rail: 'stars' },
        { title: 'Club', rail: 'card' },
      ],
    },
    'These run side by side, and each costs you money:\n• Care &lt;3, paid with Stars\n• Club, paid by card\n\nIf you want only one, cancel the others.',
    /• Забота, оплата звёздами\n• Club, оплата картой\n/,
    /تُدفع .*بالنجوم.*\n.*تُدفع .*بالبطاقة/,
  ],
]
