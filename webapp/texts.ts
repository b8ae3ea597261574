import { lateMessages, messages } from 'virtual:messages'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Forms, formsOf, type Sentence, type Variables } from './forms.ts'
import { recall, remember } from './memory.ts'
import { launch } from './telegram.ts'

/** The flavour that dates and numbers of a language take. */
const FLAVOURS: Record<string, string> = { en: 'en-GB', ru: 'ru-RU', ar: 'ar-u-nu-latn' }
const FALLBACK = 'en'
const SECOND_TRY_MS = 500

const spoken = signal(FALLBACK)
const words = signal<{ sentences: Record<string, Sentence>; forms: Forms } | null>(null)
let wanted = FALLBACK
/** What only the late screens say; null: they have not come yet. */
const lateWords = signal<Record<string, Sentence> | null>(null)
let isLateWanted = false

/** The language on the screen. */
export const language: ReadonlySignal<string> = spoken
export const direction: ReadonlySignal<'ltr' | 'rtl'> = computed(() => directionOf(spoken.value))

const flavour = computed(() => FLAVOURS[spoken.value] ?? spoken.value)
const days = computed(() => new Intl.DateTimeFormat(flavour.value, { dateStyle: 'long' }))
const moments = computed(
  () => new Intl.DateTimeFormat(flavour.value, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** The language of ours that a language code (`ru`, `pt-br`) means. */
export function languageOf(code: string | null): string {
  const prefix = code?.toLowerCase().split('-')[0] ?? ''
  return Object.hasOwn(messages, prefix) ? prefix : FALLBACK
}

/**
 * In the language chosen last on this device, so that the first words need not be changed: it is a hint. In English
 * where that does not come; rejects where neither does.
 */
export async function speakFirst(): Promise<void> {
  const first = recall('language') ?? ofTelegram()
  try {
    await speak(first)
  } catch (cause) {
    if (languageOf(first) === FALLBACK) throw cause
    await say(FALLBACK)
  }
}

/** Once its words are here; they are loaded one language at a time. null: the language of their Telegram. */
export async function speak(code: string | null): Promise<void> {
  const next = languageOf(code ?? ofTelegram())
  remember('language', next === languageOf(ofTelegram()) ? null : next)
  await say(next)
}

/** Brings the words of the late screens, now and with each language spoken later; rejects where they do not come. */
export async function speakLate(): Promise<void> {
  let code: string
  let sentences: Record<string, Sentence>
  do {
    code = wanted
    sentences = await sentencesOf(lateMessages, code)
  } while (code !== wanted)
  isLateWanted = true
  lateWords.value = sentences
}

async function say(next: string): Promise<void> {
  wanted = next
  if (words.peek() && next === spoken.peek()) return
  // What is asked of the server meanwhile is asked in this language already.
  if (!words.peek()) spoken.value = next
  const [sentences, late] = await Promise.all([
    sentencesOf(messages, next),
    isLateWanted ? sentencesOf(lateMessages, next) : null,
  ])
  // Another was wanted meanwhile; but any is better than none.
  if (wanted !== next && words.peek()) return
  batch(() => {
    spoken.value = next
    words.value = { sentences, forms: formsOf(flavour.value) }
    if (late) lateWords.value = late
  })
  document.documentElement.lang = next
  document.documentElement.dir = directionOf(next)
}

/** A network that failed once is tried once more, under another name: browsers remember what did not come. */
async function sentencesOf(part: typeof messages, code: string): Promise<Record<string, Sentence>> {
  const [load, loadAgain] = part[code] ?? []
  if (!load || !loadAgain) throw new Error(`no language ${code}`)
  try {
    return (await load()).default
  } catch {
    await new Promise(resolve => setTimeout(resolve, SECOND_TRY_MS))
    return (await loadAgain()).default
  }
}

function ofTelegram(): string {
  return launch?.languageCode ?? navigator.language
}

function directionOf(code: string): 'ltr' | 'rtl' {
  return code === 'ar' ? 'rtl' : 'ltr'
}

/** A sentence in the language on the screen. Dates are shown in the time of this device. */
export function t(id: string, vars: Variables = {}): string {
  const spokenNow = words.value
  const sentence = spokenNow?.sentences[id] ?? lateWords.value?.[id]
  if (!spokenNow || sentence === undefined) {
    if (!import.meta.env.PROD) throw new Error(`text "${id}" in "${spoken.peek()}": missing`)
    return id
  }
  return typeof sentence === 'string' ? sentence : sentence(vars, spokenNow.forms)
}

/** `250 Stars`, `€9.99`: each currency with the minor units it has. */
export function money({ amount, currency }: { amount: number; currency: string }): string {
  if (currency === 'XTR') return t('stars', { amount })
  // Only a quarantined charge comes in what is no currency at all.
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`
  const format = new Intl.NumberFormat(flavour.value, {
    style: 'currency',
    currency,
    minimumFractionDigits: minorDigits(currency),
  })
  return format.format(amount / 10 ** minorDigits(currency))
}

/** Of the provider's minor units, which are not always the language's habit: 500 forints are 50000. */
function minorDigits(currency: string): number {
  if (/^(BIF|CLP|DJF|GNF|JPY|KMF|KRW|MGA|PYG|RWF|VND|VUV|X[AOP]F)$/.test(currency)) return 0
  return /^(BHD|JOD|KWD|OMR|TND)$/.test(currency) ? 3 : 2
}

/** `21 November 2026`. */
export function day(iso: string): string {
  return days.value.format(new Date(iso))
}

/** `21 Nov 2026, 14:05`. */
export function moment(iso: string): string {
  return moments.value.format(new Date(iso))
}

/** `per month`, `every 30 days`: how often what renews is paid. */
export function per(period: string): string {
  switch (period) {
    case 'P1D':
      return t('app-per-day')
    case 'P1W':
    case 'P7D':
      return t('app-per-week')
    case 'P1M':
      return t('app-per-month')
    case 'P1Y':
      return t('app-per-year')
    default:
      return t('app-per-term', { term: term(period) })
  }
}

/** `1 month`, `1 year and 6 months`, `for ever`. */
export function term(period: string): string {
  if (period === 'lifetime') return t('term-lifetime')
  const parts = [...period.matchAll(/(\d+)([YMWD])/g)].map(([, many, unit]) => {
    const count = { count: Number(many) }
    if (unit === 'Y') return t('term-years', count)
    if (unit === 'M') return t('term-months', count)
    return unit === 'W' ? t('term-weeks', count) : t('term-days', count)
  })
  return new Intl.ListFormat(flavour.value, { type: 'conjunction' }).format(parts)
}
