import type { News } from '../../db/billing.ts'

const plan = { en: 'Pro <3', ru: 'Про', ar: 'برو' }
const price = { amount: 250, currency: 'XTR' }
const until = '2026-12-21T12:00:00.000Z'
const ending = { kind: 'ending_soon', plan, planCode: 'pro', until } as const
const thanks = { kind: 'thanks', plan, price, until, stackedFrom: null, chargeId: 'stx1' } as const
const refused = {
  kind: 'renewal_refused',
  plan,
  payerId: 7,
  chargeId: 'stx1',
  detail: 'Bad Request: NO <b>',
} as const

/** What is said of what renews, and of what time brings; as in `said-of-cards.ts`. */
export const SAID_OF_RENEWALS: [News, string, RegExp, RegExp][] = [
  [
    { ...thanks, renews: true },
    'Thank you. Pro &lt;3 is yours until 21 December 2026, and then renews by itself.\n\nPaid: 250 Stars. /status',
    /Потом продлится само\.\n\nОплачено: 250 звёзд/,
    /ثم تتجدد تلقائيًا/,
  ],
  // case 22
  [
    { ...thanks, renews: true, back: true },
    'Pro &lt;3 is open again. Welcome back!\n\nThank you. Pro &lt;3 is yours until',
    /^Про снова открыто\. С возвращением!\n\nСпасибо/,
    /أهلًا بعودتك!\n\nشكرًا لك/,
  ],
  [
    { kind: 'renewed', plan, price, until, back: true, chargeId: 'stx2' },
    'Pro &lt;3 is open again. Welcome back!\n\nPro &lt;3 is renewed: yours until 21 December 2026.',
    /С возвращением!\n\nПро продлевается: у вас до 21 декабря/,
    /أهلًا بعودتك!\n\nتجدّدت/,
  ],
  // case 27
  [
    { kind: 'payment_failed', plan, price, graceUntil: until, payUrl: null, todo: 'top_up' },
    'Pro &lt;3 could not be renewed: Telegram could not take 250 Stars.\n\nTop up your Stars in Telegram, under Settings › My Stars. It renews as soon as Telegram can take them.\n\nYour access stays open until 21 December 2026.',
    /Telegram не смог списать 250 звёзд\.\n\nПополните звёзды .*\n\nДоступ открыт до 21 декабря/,
    /لم يتمكن تيليجرام من خصم 250 نجمة.*\n\nاشحن رصيد نجومك/,
  ],
  // case 25
  [
    { kind: 'renewal_stopped', plan, until, ours: true, subscriptionId: 's1' },
    'Pro &lt;3 does not renew any more. It stays yours until 21 December 2026, and nothing more will be charged.\n\nChanged your mind? Tap the button,',
    /больше не продлится\. Доступ остаётся у вас до 21 декабря .*\n\nПередумали\? Нажмите кнопку/,
    /لن تتجدد برو بعد الآن.*\n\nهل غيّرت رأيك؟ اضغط الزر/,
  ],
  [
    { kind: 'renewal_stopped', plan, until, ours: false, subscriptionId: 's1' },
    'nothing more will be charged.\n\nChanged your mind? Turn the renewal on again in Telegram, under Settings › My Stars.',
    /Передумали\? Включите продление снова в Telegram/,
    /شغّل التجديد من جديد في تيليجرام/,
  ],
  // case 26
  [
    { kind: 'renewal_resumed', plan, until },
    'Pro &lt;3 renews by itself again, next on 21 December 2026.',
    /снова продлевается само, в следующий раз – 21 декабря/,
    /عادت برو تتجدد تلقائيًا/,
  ],
  // case 29
  [
    { kind: 'renewal_not_stopped', plan, until, rail: 'stars' },
    'Telegram did not let us stop the renewal of Pro &lt;3. Please stop it yourself, in Telegram under Settings › My Stars. If that does not work, write to us through /paysupport.\n\nIt is paid until 21 December 2026;',
    /остановите его сами в Telegram.*\n\nОплачено до 21 декабря/,
    /أوقفه بنفسك من فضلك.*\n\nالمدة مدفوعة حتى/,
  ],
  [
    { kind: 'renewal_not_stopped', plan, until: null, rail: 'card' },
    'Stripe did not let us stop the renewal of Pro &lt;3. Please write to us through /paysupport, and we will see to it.',
    /^Stripe не дал нам остановить/,
    /لم يسمح لنا سترايب/,
  ],
  [
    { ...refused, wish: 'stop', rail: 'stars' },
    'A renewal could not be stopped\nPro &lt;3. Telegram says: Bad Request: NO &lt;b&gt;\n\nSubscriber: 7\nFirst payment: stx1\nIt counts as renewing, as before. Look into it: /why 7',
    /не удалось остановить\nПро\. Ответ Telegram: Bad Request/,
    /تعذّر إيقاف تجديد/,
  ],
  [
    { ...refused, wish: 'allow', rail: 'card' },
    'A renewal could not be allowed again\nPro &lt;3. Stripe says: Bad Request: NO &lt;b&gt;',
    /не удалось снова разрешить/,
    /تعذّر السماح بالتجديد/,
  ],
  // case 28
  [
    { kind: 'unknown_subscription', payerId: 7, reference: '<x>', state: 'canceled' },
    'Telegram speaks of a subscription we do not know\nIts state: canceled\n\nSubscriber: 7\nIts reference: &lt;x&gt;\nIt was kept, and nothing was changed.',
    /о подписке, которой мы не знаем/,
    /اشتراك لا نعرفه/,
  ],
  [
    { kind: 'ending_soon', plan, planCode: 'pro', until },
    'Pro &lt;3 ends on 21 December 2026, and does not renew by itself.\n\nTo keep it, buy it again: the button leads there.',
    /Про закончится 21 декабря .*Само оно не продлится\.\n\nЧтобы сохранить доступ/,
    /تنتهي برو في .*\n\nللاحتفاظ بها/,
  ],
  [
    { kind: 'ended', plan, planCode: 'pro', endedAt: until },
    'Pro &lt;3 ended on 21 December 2026. Nothing has been charged since.\n\nYou are welcome back at any time:',
    /Срок Про закончился 21 декабря .*\n\nБудем рады/,
    /انتهت برو في .*\n\nأهلًا بعودتك/,
  ],
  [
    { kind: 'ended', plan, planCode: null, endedAt: until },
    'Nothing has been charged since.\n\n/plans shows what is on sale.',
    /Что продаётся, покажет \/plans/,
    /يعرض \/plans ما هو معروض/,
  ],
  // case 72: what is owed may be charged yet
  [
    { kind: 'ended', plan, planCode: 'pro', endedAt: until, owed: { price, payUrl: null, rail: 'card' } },
    'Pro &lt;3 is closed now, for its payment has not come: 250 Stars.\n\nIt opens again as soon as it is paid.',
    /^Доступ к Про теперь закрыт: оплата не пришла/,
    /^أُغلقت برو الآن.*\n\nتُفتح من جديد/,
  ],
  // cases 25 and 26: what was stopped is turned on again, not bought anew
  [
    { ...ending, subscription: { id: 's1', rail: 'stars', ours: true } },
    'and does not renew by itself.\n\nChanged your mind? Tap the button, then turn the renewal on in Telegram.',
    /Само оно не продлится\.\n\nПередумали\? Нажмите кнопку/,
    /اضغط الزر ثم شغّل/,
  ],
  [
    { ...ending, subscription: { id: 's1', rail: 'stars', ours: false } },
    'Turn the renewal on again in Telegram, under Settings › My Stars.',
    /Включите продление снова в Telegram/,
    /شغّل التجديد من جديد/,
  ],
  [
    { ...ending, subscription: { id: 's1', rail: 'card', ours: false } },
    'Pro &lt;3 ends on 21 December 2026, and does not renew by itself.',
    /Само оно не продлится\.$/,
    /ولا تتجدد تلقائيًا\.$/,
  ],
  // case 29
  [
    { kind: 'renewal_not_allowed', plan },
    'Telegram did not let us turn the renewal of Pro &lt;3 on again, so it ends with what is paid.',
    /^Telegram не дал нам снова включить продление Про/,
    /^لم يسمح لنا تيليجرام بإعادة تشغيل تجديد برو/,
  ],
  // case 32
  [
    { kind: 'refunded', plan, price, accessUntil: null, stopped: true, chargeId: 'stx1' },
    'the access they paid for has ended.\n\nIts renewal stops as well, so nothing more will be charged.',
    /закончился\.\n\nПродление тоже останавливается: больше ничего не спишется\.$/,
    /\n\nويتوقف تجديدها أيضًا/,
  ],
  // case 28: two of one plan
  [
    {
      kind: 'parallel',
      plans: [
        { title: plan, rail: 'stars', until },
        { title: plan, rail: 'stars', until: '2026-12-24T12:00:00.000Z' },
      ],
    },
    '• Pro &lt;3, paid with Stars, until 21 December 2026\n• Pro &lt;3, paid with Stars, until 24 December 2026',
    /• Про, оплата звёздами, до 21 декабря 2026.*\n• Про, оплата звёздами, до 24 декабря/,
    /برو، تُدفع .* حتى/,
  ],
  // case 86
  [
    { kind: 'forgotten' },
    'It is done: your name, your language and all else we knew about you are gone.',
    /удалено\.\n\nЗаписи о платежах остаются/,
    /حُذف اسمك ولغتك/,
  ],
  [
    { kind: 'unlisted', rail: 'stars', count: 1, chargeIds: ['stx<1>'] },
    '1 payment in the books is not in the list of Telegram\n• stx&lt;1&gt;\n\nNothing was changed because of it.',
    /^1 платежа из книг нет в списке Telegram\n/,
    /دفعة واحدة ليست في قائمة تيليجرام/,
  ],
  [
    {
      kind: 'unlisted',
      rail: 'card',
      count: 32,
      chargeIds: Array.from({ length: 20 }, (_, at) => `pi_${at}`),
    },
    '32 payments in the books are not in the list of Stripe\n• pi_0\n• pi_1\n• pi_2\n• pi_3\n• pi_4\n• pi_5\n• pi_6\n• pi_7\n• pi_8\n• pi_9\n… and 22 more\n\n',
    /^32 платежей из книг нет .*… и ещё 22\n/s,
    /… و22 أخرى/,
  ],
]
