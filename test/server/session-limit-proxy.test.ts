import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { anAddress, exchange, opening } from './arrival.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeEach(async () => {
  stage = await openStage()
  onTestFinished(() => stage.close())
})

const warnings = () => stage.lines().filter(({ level }) => level === 'warn')

/** So many people come by one address, so many guesses before them; then one more, who is refused. */
async function crowd(people: number, guesses = 0): Promise<void> {
  const address = anAddress()
  for (let n = 0; n < guesses; n++) await exchange(stage.app, 'nonsense', address)
  for (let n = 0; n < people; n++)
    await exchange(stage.app, opening(stage, { user: { id: 6_000_000_000 + n } }), address)
  expect((await exchange(stage.app, opening(stage), address)).statusCode).toBe(429)
}

describe('an address that is refused', () => {
  test('though it mostly signed in well is said to be rather a CDN’s, and what to do', async () => {
    await crowd(6, 4)
    expect(warnings()).toEqual([
      expect.objectContaining({
        request_id: expect.any(String),
        msg: expect.stringMatching(/CDN or load balancer.*replace X-Forwarded-For.*docs\/mini-app\.md/),
      }),
    ])
  })

  test('is spoken of once an hour, however many are', async () => {
    for (let n = 0; n < 3; n++) await crowd(10)
    expect(warnings()).toHaveLength(1)
    stage.clock.advance(3_599_000)
    await crowd(10)
    expect(warnings()).toHaveLength(1)
    stage.clock.advance(1_001)
    await crowd(10)
    expect(warnings()).toHaveLength(2)
  })

  test('because it guesses is nothing to speak of', async () => {
    await crowd(0, 10)
    await crowd(5, 5)
    expect(warnings()).toEqual([])
  })
})
