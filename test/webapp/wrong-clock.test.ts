// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { access, NOW } from './goods.ts'
import { Visit } from './visit.ts'

const HOUR_MS = 3_600_000

/** A month that was bought, and perhaps taken back, `ms` after what the phone takes for now. */
function boughtAt(startMs: number, endMs: number) {
  const at = (ms: number) => new Date(+NOW + ms).toISOString()
  const month = { plan: 'month', plan_title: 'The month plan', source: 'stars' as const }
  return [{ ...month, starts_at: at(startMs), ends_at: at(endMs) }]
}

describe('on a phone whose clock is wrong', () => {
  afterEach(Visit.close)

  it.each([
    ['three hours behind', 3 * HOUR_MS],
    ['three hours ahead', -3 * HOUR_MS],
  ])('what is theirs follows the time of the server: %s', async (_, aheadMs) => {
    const visit = await opened(boughtAt(aheadMs, aheadMs + 5 * 24 * HOUR_MS), aheadMs)
    expect(visit.text).toContain('Active The month plan')
    expect(visit.text).toMatch(/[45] days left/)
  })

  it('a refund of this very second is over at once', async () => {
    // Dates in answers are whole seconds: the end lies 0.4 s behind the second the server tells.
    const visit = await opened(boughtAt(-HOUR_MS, 400), 0, { active: false })
    expect(visit.text).toContain('Ended The month plan')
    expect(visit.text).not.toContain('Ends soon')
  })

  async function opened(
    grants: Parameters<typeof access>[0],
    aheadMs: number,
    more: Parameters<typeof access>[1] = {},
  ): Promise<Visit> {
    const headers = { date: new Date(+NOW + aheadMs).toUTCString() }
    return await Visit.open({}, {}, server =>
      server.on(
        'GET me/entitlements',
        () => new Response(JSON.stringify(access(grants, more)), { status: 200, headers }),
      ),
    )
  }
})
