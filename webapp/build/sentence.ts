import type { Message } from '@fluent/bundle'

export type Pattern = NonNullable<Message['value']>
type Expression = Exclude<Exclude<Pattern, string>[number], string>
type Select = Extract<Expression, { type: 'select' }>
type Call = Extract<Expression, { type: 'func' }>

interface Language {
  /** Whether what is put into a sentence is kept apart from the direction of its script. */
  isolating: boolean
  /** The pattern of another message, by its id. */
  patternOf(id: string): Pattern
}

/**
 * A pattern as an expression of JavaScript: a string, or a function of the variables `v` and the forms of the language
 * `f` (`webapp/forms.ts`). It says what Fluent would; throws for what no locale file of ours holds.
 */
export function sentenceOf(pattern: Pattern, language: Language): string {
  return typeof pattern === 'string' ? JSON.stringify(pattern) : `(v,f)=>${patternCode(pattern, language)}`
}

function patternCode(pattern: Pattern, language: Language): string {
  if (typeof pattern === 'string') return JSON.stringify(pattern)
  const isApart = language.isolating && pattern.length > 1
  const parts = pattern.map(part => {
    if (typeof part === 'string') return JSON.stringify(part)
    const code = expressionCode(part, language)
    return isApart ? `"\u2068"+${code}+"\u2069"` : code
  })
  return parts.join('+')
}

function expressionCode(expression: Expression, language: Language): string {
  switch (expression.type) {
    case 'str':
      return JSON.stringify(expression.value)
    case 'var':
      return `f.show(${variableCode(expression)})`
    case 'func':
      return callCode(expression)
    case 'select':
      return selectCode(expression, language)
    case 'mesg':
      if (expression.attr !== null) throw new Error(`no attributes: ${expression.name}.${expression.attr}`)
      return `(${patternCode(language.patternOf(expression.name), language)})`
    default:
      throw new Error(`no ${expression.type} in a sentence of the app`)
  }
}

function callCode({ name, args }: Call): string {
  const [subject, ...others] = args
  if (!['NUMBER', 'DATETIME'].includes(name) || subject === undefined) throw new Error(`no ${name}()`)
  const options = others.flatMap(arg => (arg.type === 'narg' ? [[arg.name, arg.value.value]] : []))
  const also = options.length > 0 ? `,${JSON.stringify(Object.fromEntries(options))}` : ''
  return `f.show(${variableCode(subject)}${also})`
}

function selectCode({ selector, variants, star }: Select, language: Language): string {
  const subject = selector.type === 'func' ? selector.args[0] : selector
  const cases = variants.map(
    ({ key, value }) => `${JSON.stringify(String(key.value))}:${patternCode(value, language)}`,
  )
  const other = JSON.stringify(String(variants[star]?.key.value))
  return `f.choose(${variableCode(subject)},{${cases.join(',')}},${other})`
}

function variableCode(expression: Call['args'][number] | undefined): string {
  if (expression?.type !== 'var') throw new Error('only a variable can be shown, or chosen by')
  return `v.${expression.name}`
}
