import { describe, expect, it } from 'vitest'
import { textIn } from '../../db/billing.ts'

describe('textIn', () => {
  it('says a text that is one for all as it is', () => {
    expect(textIn('Month', 'ru')).toBe('Month')
  })

  it('takes the language, else English, else what there is', () => {
    expect(textIn({ en: 'Month', ru: 'Месяц' }, 'ru')).toBe('Месяц')
    expect(textIn({ en: 'Month', ru: 'Месяц' }, 'de')).toBe('Month')
    expect(textIn({ ru: 'Месяц' }, 'de')).toBe('Месяц')
    expect(textIn({}, 'de')).toBe('')
  })
})
