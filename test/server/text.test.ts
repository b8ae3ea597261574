import { describe, expect, it } from 'vitest'
import { inLanguage } from '../../server/text.ts'

describe('inLanguage', () => {
  it('says a text that is one for all as it is', () => {
    expect(inLanguage('Month', 'ru')).toBe('Month')
  })

  it('takes the language, else English, else what there is', () => {
    expect(inLanguage({ en: 'Month', ru: 'Месяц' }, 'ru')).toBe('Месяц')
    expect(inLanguage({ en: 'Month', ru: 'Месяц' }, 'de')).toBe('Month')
    expect(inLanguage({ ru: 'Месяц' }, 'de')).toBe('Месяц')
    expect(inLanguage({}, 'de')).toBe('')
  })
})
