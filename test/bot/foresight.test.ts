import { describe, expect, test } from 'vitest'
import { foresightOf } from '../../bot/foresight.ts'
import { en, ru } from './speech.ts'

const [soon, late] = [new Date('2026-11-30T12:00:00Z'), new Date('2026-12-31T12:00:00Z')]

describe('what a refund takes is said for each key', () => {
  test.each([
    [late, 'nothing' as const, 'What they lose:\n● pro ends at once, instead of on 31 Dec 2026, 12:00'],
    [null, 'nothing' as const, 'What they lose:\n● pro ends at once, instead of never'],
    [late, soon, 'What they lose:\n● pro ends on 30 Nov 2026, 12:00, instead of on 31 Dec 2026, 12:00'],
    [null, soon, 'What they lose:\n● pro ends on 30 Nov 2026, 12:00, instead of never'],
    [late, new Date(late), 'They lose nothing:\n○ pro stays open until 31 Dec 2026, 12:00'],
    [null, null, 'They lose nothing:\n○ pro stays open for ever'],
  ])('%s, then %s', (until, afterwards, words) => {
    const foresight = { quarantine: null, access: [{ key: 'pro', until, afterwards }] }
    expect(foresightOf(en, foresight).replace(/<\/?b>/g, '')).toBe(words)
    expect(foresightOf(ru, foresight)).toMatch(/потеря/)
  })

  test('where one ends and another stays, both are said', () => {
    const access = [
      { key: 'pro', until: late, afterwards: 'nothing' as const },
      { key: 'api', until: late, afterwards: late },
    ]
    expect(foresightOf(en, { quarantine: null, access }).split('\n')).toHaveLength(3)
  })

  test('money that is held, or paid for what is over, takes nothing along', () => {
    expect(foresightOf(en, { quarantine: 'wrong_amount', access: [] })).toContain('this money is held')
    expect(foresightOf(en, { quarantine: null, access: [] })).toContain('is over already')
  })
})
