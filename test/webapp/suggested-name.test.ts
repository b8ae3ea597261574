// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { openDevice } from './device.ts'

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15', 5, 'iPhone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 0, 'Mac'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 5, 'iPad'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 10, 'Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', 0, 'Linux'],
  ['Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36', 5, 'Android'],
  [
    'Mozilla/5.0 (Linux; Android 14; K) Telegram-Android/11.3.3 (Samsung SM-G991B; Android 14; SDK 34; HIGH)',
    5,
    'Samsung SM-G991B',
  ],
  ['curl/8', 0, 'My device'],
])('%s (%d): %s', async (userAgent, maxTouchPoints, name) => {
  openDevice()
  const { speakFirst, speakLate } = await import('../../webapp/texts.ts')
  await Promise.all([speakFirst(), speakLate()])
  const { suggestedName } = await import('../../webapp/late/suggested-name.ts')
  expect(suggestedName([], { userAgent, maxTouchPoints })).toBe(name)
  expect(suggestedName([name.toLowerCase(), `${name} 2`], { userAgent, maxTouchPoints })).toBe(`${name} 3`)
})
