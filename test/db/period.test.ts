import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addPeriod, isPeriod } from '../../db/period.ts'

const DAY_MS = 86_400_000
const instant = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
})

function after(start: string, period: string): string {
  return addPeriod(new Date(start), period).toISOString()
}

describe('what counts as a period', () => {
  test.each(['P1M', 'P1Y', 'P30D', 'P2W', 'P1Y2M3W4D', 'P12M'])('%s does', text => {
    expect(isPeriod(text)).toBe(true)
  })

  test.each([
    '',
    'P',
    'P0D',
    'P0Y0M',
    '1M',
    'PT1H',
    'P1H',
    'P-1D',
    'P1.5D',
    'p1m',
    'P1M ',
    'P1D1M',
    'lifetime',
  ])('"%s" does not', text => {
    expect(isPeriod(text)).toBe(false)
  })

  test('nothing else can be added to a date', () => {
    expect(() => addPeriod(new Date(), 'lifetime')).toThrow('not a period: lifetime')
  })
})

describe('calendar months', () => {
  test.each([
    ['2026-01-15T10:00:00.000Z', 'P1M', '2026-02-15T10:00:00.000Z'],
    ['2026-01-31T23:59:59.999Z', 'P1M', '2026-02-28T23:59:59.999Z'],
    ['2028-01-31T00:00:00.000Z', 'P1M', '2028-02-29T00:00:00.000Z'],
    ['2026-03-31T12:00:00.000Z', 'P1M', '2026-04-30T12:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', 'P1M', '2027-01-31T12:00:00.000Z'],
    ['2026-08-31T12:00:00.000Z', 'P6M', '2027-02-28T12:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 'P1Y', '2029-02-28T12:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 'P4Y', '2032-02-29T12:00:00.000Z'],
    ['2026-01-31T12:00:00.000Z', 'P1M1D', '2026-03-01T12:00:00.000Z'],
    ['2026-03-29T00:30:00.000Z', 'P1D', '2026-03-30T00:30:00.000Z'],
    ['2026-11-21T12:00:00.000Z', 'P1Y1M1W1D', '2027-12-29T12:00:00.000Z'],
  ])('%s and %s is %s', (start, period, end) => {
    expect(after(start, period)).toBe(end)
  })

  test('keep the day of the month, or take the last one there is, and the time of day', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), (start, months) => {
        const end = addPeriod(start, `P${months}M`)
        const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
        expect(end.getUTCDate()).toBe(Math.min(start.getUTCDate(), lastDay))
        expect(+end % DAY_MS).toBe(+start % DAY_MS)
        const passed =
          (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
        expect(passed).toBe(months)
      }),
    )
  })

  test('added one by one are as many months, where no end of month is in the way', () => {
    const early = instant.filter(date => date.getUTCDate() <= 28)
    fc.assert(
      fc.property(early, fc.nat(30), fc.nat(30), (start, some, more) => {
        const together = addPeriod(start, `P${some + more}M`)
        expect(addPeriod(addPeriod(start, `P${some}M`), `P${more}M`)).toEqual(together)
      }),
    )
  })

  test('a year is twelve of them', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 20 }), (start, years) => {
        expect(addPeriod(start, `P${years}Y`)).toEqual(addPeriod(start, `P${years * 12}M`))
      }),
    )
  })
})

describe('weeks and days', () => {
  test('are exact, and add up in any order', () => {
    fc.assert(
      fc.property(instant, fc.nat(400), fc.nat(60), (start, someDays, weeks) => {
        const end = new Date(+start + (someDays + 7 * weeks) * DAY_MS)
        expect(addPeriod(start, `P${weeks}W${someDays}D`)).toEqual(end)
        expect(addPeriod(addPeriod(start, `P${someDays}D`), `P${weeks}W`)).toEqual(end)
        expect(addPeriod(addPeriod(start, `P${weeks}W`), `P${someDays}D`)).toEqual(end)
      }),
    )
  })
})

test('a period leads forward, and a later day never ends on an earlier one', () => {
  const period = fc
    .tuple(fc.nat(3), fc.nat(24), fc.nat(10), fc.nat(60))
    .filter(parts => parts.some(part => part > 0))
    .map(([years, months, weeks, someDays]) => `P${years}Y${months}M${weeks}W${someDays}D`)
  fc.assert(
    fc.property(instant, fc.nat(1000), period, (start, daysLater, length) => {
      const end = addPeriod(start, length)
      expect(+end).toBeGreaterThan(+start)
      const other = new Date(+start + daysLater * DAY_MS)
      expect(+addPeriod(other, length)).toBeGreaterThanOrEqual(+end)
    }),
  )
})
