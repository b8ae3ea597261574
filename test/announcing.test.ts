import { expect, it } from 'vitest'
import { keepAnnouncing } from '../announcing.ts'
import { createLogger } from '../server/log.ts'

it('looks again at once while there is more, and later when there is none, whatever went wrong', async () => {
  const stop = new AbortController()
  const lines: string[] = []
  const logger = createLogger('error', { write: line => void lines.push(line) })
  const finds = [200, 7, 0, new Error('no database'), 3]
  const looked: (number | Error)[] = []
  const announce = async () => {
    const found = finds.shift() ?? 0
    looked.push(found)
    if (finds.length === 0 && found === 0) stop.abort()
    if (found instanceof Error) throw found
    return found
  }
  await keepAnnouncing({ billing: { outgoing: { announce } }, logger }, stop.signal, {
    lookMs: 1,
    afterTroubleMs: 1,
  })
  expect(looked).toEqual([200, 7, 0, expect.any(Error), 3, 0])
  expect(lines).toEqual([expect.stringContaining('no database')])
})
