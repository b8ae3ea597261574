import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

describe('the words below a plan', () => {
  // Nobody knows it: "Неделя Pro" is she, "Тариф Pro" is he.
  it.each([
    ['ru', /^(Закончил|Истек|Ещё не нача)|(^|[\s·])сам[аои]? не/],
    [
      'ar',
      /^(سارية|مدفوعة|ملغاة|متأخرة|مُستردّة|لم تبدأ|انتهت$|انتهت في|تبدأ في|تنتهي)|تتجدد|ثمنها|اشتري?تها|اشترِها/,
    ],
  ])('agree with no gender of its title in %s', (language, gendered) => {
    const said = readFileSync(join(import.meta.dirname, `../../bot/locales/${language}.ftl`), 'utf8')
    const below =
      /^(app-(pass|until|forever|starts|grace|ended-on|refunded-on|term|stacks|status|\S+-rest)\S*) = (.+)$/gm
    const sentences = [...said.matchAll(below)].map(([, id, , , words = '']) => ({ id, words }))
    expect(sentences.length).toBeGreaterThan(20)
    expect(sentences.filter(({ words }) => gendered.test(words))).toEqual([])
  })
})
