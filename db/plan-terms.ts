import { addPeriod, isPeriod, type Term } from './period.ts'
import type { PlanTerms, Text } from './plan.ts'
import { readCard, readStars } from './plan-price.ts'
import type { Fields, Reading, Spot } from './plan-reading.ts'

const GRACE_DAYS = 3
const MOST_GRACE_DAYS = 365
/** The only period Telegram renews a subscription in Stars by: 2592000 seconds. */
const RECURRING_TERM = 'P30D'
const LONGEST_YEARS = 100
const GOODS = ['digital', 'physical', 'service'] as const
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

const PLAN = {
  required: ['code', 'title', 'description', 'features', 'entitlements', 'max_devices', 'period', 'goods'],
  optional: ['grace_days', 'stars', 'card'],
}

/** One plan, and where its code stands. */
export function readPlan(
  reading: Reading,
  spot: Spot,
  rules: { allowCardForDigital: boolean },
): { spot: Spot | undefined; plan: PlanTerms } {
  const field = reading.object(spot, PLAN)
  const stars = readStars(reading, field('stars'))
  // Whether a price for cards renews is the provider's to say.
  const mayRenew = stars?.recurring === true || field('card') !== undefined
  const plan: PlanTerms = {
    code: reading.string(field('code'), isCode, 'be 1 to 32 of a-z, 0-9 and _ (it travels in links)'),
    title: readText(reading, field('title'), 32),
    description: readText(reading, field('description'), 255),
    features: reading.list(field('features')).map(feature => readText(reading, feature)),
    entitlements: readKeys(reading, field('entitlements')),
    maxDevices: readDevices(reading, field('max_devices')),
    term: readTerm(reading, field('period'), stars?.recurring === true),
    graceDays: readGrace(reading, field('grace_days'), mayRenew),
    goods: readGoods(reading, field('goods')),
    stars,
    card: readCard(reading, field('card')),
  }
  refuseRails(reading, spot, field, plan.goods, rules)
  return { spot: field('code'), plan }
}

/** Telegram's terms for bots, 6.2: digital goods inside Telegram are sold for Stars alone (case 87). */
function refuseRails(
  reading: Reading,
  spot: Spot,
  field: Fields,
  goods: PlanTerms['goods'],
  rules: { allowCardForDigital: boolean },
): void {
  const card = field('card')
  if (spot.node.type === 'object' && !card && !field('stars'))
    reading.missing(spot, 'stars', 'is missing, and so is card: add a price')
  if (card && goods === 'digital' && !rules.allowCardForDigital) {
    const advice = 'remove it, or set ALLOW_CARD_FOR_DIGITAL=1 to sell at your own risk'
    reading.refuse(
      card,
      `is not allowed: Telegram wants Stars alone for digital goods (terms for bots, 6.2): ${advice}`,
    )
  }
}

function isCode(value: string): boolean {
  // `plan_<code>` is a deep link's parameter, of at most 64 characters.
  return /^[a-z0-9_]{1,32}$/.test(value)
}

/** `most`: what an invoice of Telegram can show; it says "characters", and this counts as JavaScript does, never too few. */
function readText(reading: Reading, spot: Spot | undefined, most?: number): Text {
  const isRight = (value: string) => value.trim() !== '' && (most === undefined || value.length <= most)
  const must =
    most === undefined ? 'be a text' : `be a text of 1 to ${most} characters (an invoice shows no more)`
  if (spot?.node.type !== 'object') return reading.string(spot, isRight, `${must}, or one per language`)
  const texts = reading.fields(spot)
  if (!texts.has('en')) reading.missing(spot, 'en', 'is missing: other languages fall back to it')
  const read: Record<string, string> = {}
  for (const [language, { key, path, value }] of texts) {
    if (!LANGUAGE.test(language))
      reading.refuse({ node: key, path }, 'is not a language, as en or pt-br: correct it')
    read[language] = reading.string(value, isRight, must)
  }
  return read
}

function readKeys(reading: Reading, spot: Spot | undefined): string[] {
  const spots = reading.list(spot)
  if (spot?.node.type === 'array' && spots.length === 0)
    reading.refuse(spot, 'must name at least one key, it is empty')
  const isKey = (value: string) => /^[a-z0-9_.-]{1,64}$/.test(value)
  const keys = spots.map(each => reading.string(each, isKey, 'be a key: 1 to 64 of a-z, 0-9, _ . and -'))
  for (const [index, each] of spots.entries()) {
    if (keys[index] && keys.indexOf(keys[index]) < index)
      reading.refuse(each, 'stands twice in the list: remove it')
  }
  return keys
}

export function readDevices(reading: Reading, spot: Spot | undefined): number {
  return reading.integer(spot, 0, Number.MAX_SAFE_INTEGER, 'be a whole number from 0')
}

function readTerm(reading: Reading, spot: Spot | undefined, recurring: boolean): Term {
  const isTerm = (value: string) => value === 'lifetime' || (isPeriod(value) && isShort(value))
  const isRight = recurring ? (value: string) => value === RECURRING_TERM : isTerm
  const must = recurring
    ? `be "${RECURRING_TERM}" for a recurring plan (Telegram knows no other)`
    : `be "lifetime" or a period of at most ${LONGEST_YEARS} years in ISO 8601, as "P1M"`
  return reading.string(spot, isRight, must)
}

function isShort(period: string): boolean {
  const start = new Date(0)
  return addPeriod(start, period) <= addPeriod(start, `P${LONGEST_YEARS}Y`)
}

function readGrace(reading: Reading, spot: Spot | undefined, mayRenew: boolean): number {
  if (!mayRenew)
    return reading.integer(spot, 0, 0, 'be left out: a plan that does not renew has no days of grace')
  return spot
    ? reading.integer(spot, 0, MOST_GRACE_DAYS, `be a whole number of days from 0 to ${MOST_GRACE_DAYS}`)
    : GRACE_DAYS
}

function readGoods(reading: Reading, spot: Spot | undefined): PlanTerms['goods'] {
  const isGoods = (value: string) => GOODS.some(goods => goods === value)
  const value = reading.string(spot, isGoods, `be one of ${GOODS.map(goods => `"${goods}"`).join(', ')}`)
  return GOODS.find(goods => goods === value) ?? 'service'
}
