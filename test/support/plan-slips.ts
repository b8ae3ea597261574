import type { Written } from './plan-file.ts'

/** A plan that is right. */
export const GOOD: Written = {
  code: 'month',
  title: 'A month',
  description: { en: 'All of it', ru: 'Всё' },
  features: ['One', { en: 'Two' }],
  entitlements: ['pro'],
  max_devices: 3,
  period: 'P1M',
  goods: 'digital',
  stars: { amount: 250 },
}
export const CARD = { price: 'price_1', amount: 499, currency: 'usd' }

export function without(plan: Written, name: string): Written {
  return Object.fromEntries(Object.entries(plan).filter(([each]) => each !== name))
}

/** What a slip turns a right plan into, and the path, inside the plan, where it must be told. */
export const SLIPS: Record<string, (plan: Written) => [changed: Written, path: string]> = {
  'a code in capitals': plan => [{ ...plan, code: 'Month' }, '.code'],
  'an empty code': plan => [{ ...plan, code: '' }, '.code'],
  'a code of 33': plan => [{ ...plan, code: 'm'.repeat(33) }, '.code'],
  'a number for a code': plan => [{ ...plan, code: 7 }, '.code'],
  'a title of 33': plan => [{ ...plan, title: 'm'.repeat(33) }, '.title'],
  'a blank title': plan => [{ ...plan, title: '  ' }, '.title'],
  'a title without English': plan => [{ ...plan, title: { ru: 'Месяц' } }, '.title.en'],
  'a long title in Russian': plan => [{ ...plan, title: { en: 'Month', ru: 'м'.repeat(33) } }, '.title.ru'],
  'a description of 256': plan => [{ ...plan, description: 'm'.repeat(256) }, '.description'],
  'a language that is none': plan => [
    { ...plan, title: { en: 'Month', english: 'Month' } },
    '.title.english',
  ],
  'features in one text': plan => [{ ...plan, features: 'all' }, '.features'],
  'a feature that is a number': plan => [{ ...plan, features: ['all', 7] }, '.features[1]'],
  'no keys': plan => [{ ...plan, entitlements: [] }, '.entitlements'],
  'a key with a space': plan => [{ ...plan, entitlements: ['ok', 'a key'] }, '.entitlements[1]'],
  'a key twice': plan => [{ ...plan, entitlements: ['pro', 'pro'] }, '.entitlements[1]'],
  'devices below none': plan => [{ ...plan, max_devices: -1 }, '.max_devices'],
  'half a device': plan => [{ ...plan, max_devices: 1.5 }, '.max_devices'],
  'a period in words': plan => [{ ...plan, period: 'a month' }, '.period'],
  'a period of nothing': plan => [{ ...plan, period: 'P0D' }, '.period'],
  'a period with hours': plan => [{ ...plan, period: 'P1DT2H' }, '.period'],
  'a period that no calendar holds': plan => [{ ...plan, period: 'P999999999Y' }, '.period'],
  'goods of no kind': plan => [{ ...plan, goods: 'digitl' }, '.goods'],
  'grace below none': plan => [{ ...plan, grace_days: -1 }, '.grace_days'],
  'free of charge': plan => [{ ...plan, stars: { amount: 0 } }, '.stars.amount'],
  'Stars in a text': plan => [{ ...plan, stars: { amount: '250' } }, '.stars.amount'],
  'Stars in parts': plan => [{ ...plan, stars: { amount: 2.5 } }, '.stars.amount'],
  'too many Stars': plan => [{ ...plan, stars: { amount: 100_001 } }, '.stars.amount'],
  'too many Stars to renew': plan => [
    { ...plan, period: 'P30D', stars: { amount: 10_001, recurring: true } },
    '.stars.amount',
  ],
  'recurring in words': plan => [{ ...plan, stars: { amount: 1, recurring: 'yes' } }, '.stars.recurring'],
  'a price in Stars that is a number': plan => [{ ...plan, stars: 250 }, '.stars'],
  'a month that renews': plan => [
    { ...plan, period: 'P1M', stars: { amount: 1, recurring: true } },
    '.period',
  ],
  'for ever, again and again': plan => [
    { ...plan, period: 'lifetime', stars: { amount: 1, recurring: true } },
    '.period',
  ],
  'a card price of nothing': plan => [{ ...plan, card: { ...CARD, amount: 0 } }, '.card.amount'],
  'a card price in parts': plan => [{ ...plan, card: { ...CARD, amount: 4.99 } }, '.card.amount'],
  'a currency that is none': plan => [{ ...plan, card: { ...CARD, currency: 'uss' } }, '.card.currency'],
  'a price id with a space': plan => [{ ...plan, card: { ...CARD, price: 'price 1' } }, '.card.price'],
  'a card price of digital goods': plan => [{ ...plan, goods: 'digital', card: CARD }, '.card'],
  'no price at all': plan => [without(without(plan, 'stars'), 'card'), '.stars'],
  'a field nobody knows': plan => [{ ...plan, colour: 'red' }, '.colour'],
  'a plan that is a text': () => ['month' as unknown as Written, ''],
  ...Object.fromEntries(
    Object.keys(without(GOOD, 'stars')).map(name => [
      `no ${name}`,
      (plan: Written): [Written, string] => [without(plan, name), `.${name}`],
    ]),
  ),
}
