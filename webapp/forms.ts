export type Variables = Record<string, string | number | Date>
type Options = Record<string, unknown>

/** What a sentence needs of its language while it is said. */
export interface Forms {
  /** A name as it is; a number or a date as this language writes it. */
  show(value: Variables[string] | undefined, options?: Options): string
  /** The variant for this number or word, else that of `other`. */
  choose(value: Variables[string] | undefined, variants: Record<string, string>, other: string): string
}

/** A compiled message: see `build/sentence.ts`. */
export type Sentence = string | ((variables: Variables, forms: Forms) => string)

/** The forms of a language; dates are shown in the time of this device. */
export function formsOf(locale: string): Forms {
  const plurals = new Intl.PluralRules(locale)
  const numbers = memory(options => new Intl.NumberFormat(locale, options))
  const dates = memory(options => new Intl.DateTimeFormat(locale, options))

  function present<T>(value: T | undefined): T {
    if (value === undefined && !import.meta.env.PROD) throw new Error('a variable is missing')
    return value ?? ('' as T)
  }

  return {
    show(given, options = {}) {
      const value = present(given)
      if (typeof value === 'string') return value
      return typeof value === 'number' ? numbers(options).format(value) : dates(options).format(value)
    },
    choose(given, variants, other) {
      const value = present(given)
      const exact = variants[String(value)]
      const byCount = typeof value === 'number' ? variants[plurals.select(value)] : undefined
      return exact ?? byCount ?? variants[other] ?? ''
    },
  }
}

/** Making a format costs more than all its uses. */
function memory<Format>(make: (options: Options) => Format): (options: Options) => Format {
  const made = new Map<string, Format>()
  return options => {
    const name = JSON.stringify(options)
    const format = made.get(name) ?? make(options)
    made.set(name, format)
    return format
  }
}
