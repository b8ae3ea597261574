// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { problem } from './scripted-server.ts'
import { Visit } from './visit.ts'

describe('a plan, when it is not known what they have of it,', () => {
  afterEach(Visit.close)

  it('is not sold blindly: it says that the answer failed, and asks again', async () => {
    let broken = true
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server =>
      server.on('GET me/entitlements', () => (broken ? problem(500, 'x') : Response.json([]))),
    )
    expect(visit.mainButton).toBeNull()
    expect(visit.announced).toEqual([
      'Something went wrong on our side Please try again in a minute. What you have stays yours.',
    ])
    broken = false
    await visit.press('Try again')
    expect(visit.announced).toEqual([])
    expect(visit.mainButton).toMatchObject({ is_active: true })
  })

  it('and the plans failed as well, says so once', async () => {
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server =>
      server.on('GET me/entitlements', () => problem(500, 'x')).on('GET catalog', () => problem(500, 'x')),
    )
    expect(visit.controls.filter(name => name === 'Try again')).toHaveLength(1)
  })
})
