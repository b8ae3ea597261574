import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messages } from 'virtual:messages'
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../webapp/build/sentence.ts'
import { languages } from '../../webapp/build/texts.ts'
import { formsOf, type Sentence, type Variables } from '../../webapp/forms.ts'

const FLAVOURS: Record<string, string> = { en: 'en-GB', ru: 'ru-RU', ar: 'ar-u-nu-latn' }
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 100, 101, 2500, 1.5]
const AT = new Date('2026-11-21T12:34:56Z')

const ODD = `
count = { $n ->
    [0] none
    [one] one
   *[other] { $n } of { NUMBER($n, minimumFractionDigits: 1) }
}
exact = So { NUMBER($n) ->
    [1] the one
   *[many] { "{" } not "that"
} is { $x }
manner = It is { $x ->
    [well] fine
   *[ill] not so
} said
other = { manner }, { $x }
brace = { manner }
`

describe('a compiled sentence', () => {
  it.each(languages())('says in %s what Fluent says', async language => {
    const flavour = FLAVOURS[language] ?? language
    const fluent = new FluentBundle(flavour, { useIsolating: language === 'ar' })
    const file = join(import.meta.dirname, `../../bot/locales/${language}.ftl`)
    fluent.addResource(new FluentResource(readFileSync(file, 'utf8')))
    const { default: sentences = {} } = (await messages[language]?.[0]()) ?? {}
    const forms = formsOf(flavour)
    expect(Object.keys(sentences).length).toBeGreaterThan(100)
    for (const [id, sentence] of Object.entries(sentences)) {
      const pattern = fluent.getMessage(id)?.value ?? ''
      for (const variables of samplesFor(JSON.stringify(pattern))) {
        const theirs = fluent.formatPattern(pattern, variables as Record<string, FluentVariable>)
        expect([id, variables, said(sentence, variables, forms)]).toEqual([id, variables, theirs])
      }
    }
  })

  it.each([true, false])('says what Fluent says also where ours are simpler; isolating: %s', isolating => {
    const fluent = new FluentBundle('en-GB', { useIsolating: isolating })
    fluent.addResource(new FluentResource(ODD))
    const patternOf = (id: string) => fluent.getMessage(id)?.value ?? ''
    const forms = formsOf('en-GB')
    for (const id of ['count', 'exact', 'manner', 'other', 'brace']) {
      const sentence = run(sentenceOf(patternOf(id), { isolating, patternOf }))
      for (const sample of [...COUNTS, 'well', 'unheard of', `a "b" \\ \`\${c}\``]) {
        const variables = { n: typeof sample === 'string' ? 7 : sample, x: sample }
        const theirs = fluent.formatPattern(patternOf(id), variables)
        expect([id, variables, said(sentence, variables, forms)]).toEqual([id, variables, theirs])
      }
    }
  })

  it.each([
    ['it = { -brand }', 'no term'],
    ['it = { other.title }', 'no attributes'],
    ['it = { 7 }', 'no num'],
    ['it = { SHOUT($x) }', 'no SHOUT()'],
    ['it = { NUMBER() }', 'no NUMBER()'],
    ['it = { NUMBER(7) }', 'only a variable'],
  ])('is not made of what no locale file of ours holds: %s', (source, trouble) => {
    const [message] = new FluentResource(source).body
    const patternOf = () => ''
    expect(() => sentenceOf(message?.value ?? '', { isolating: false, patternOf })).toThrow(trouble)
  })
})

function said(sentence: Sentence, variables: Variables, forms: ReturnType<typeof formsOf>): string {
  return typeof sentence === 'string' ? sentence : sentence(variables, forms)
}

/** The compiler's output, as the module it stands in runs it. */
function run(code: string): Sentence {
  return new Function(`return ${code}`)()
}

/** Variables of each kind a pattern may be given, by how it uses them. */
function samplesFor(pattern: string): Variables[] {
  const names = [...pattern.matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name = '']) => name)
  const dates = [...pattern.matchAll(/"DATETIME","args":\[\{"type":"var","name":"(\w+)"/g)].map(
    ([, name]) => name,
  )
  const numbers = [...pattern.matchAll(/"NUMBER","args":\[\{"type":"var","name":"(\w+)"/g)].map(
    ([, name]) => name,
  )
  return [...COUNTS, 'Ada', 'well'].map(sample =>
    Object.fromEntries(
      names.map(name => {
        if (dates.includes(name)) return [name, AT]
        return [name, numbers.includes(name) && typeof sample === 'string' ? 4 : sample]
      }),
    ),
  )
}
