import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anEvent, bytesOf, type Door, openDoor, WEBHOOK } from './stripe-door.ts'

let door: Door

/** How often each was counted when the test began. */
let before: [forged: number, replayed: number]

beforeAll(async () => {
  door = await openDoor()
})
beforeEach(async () => {
  before = await counts()
})
afterAll(() => door.close())

const counts = async (): Promise<typeof before> => [
  await door.counted('billing_webhook_invalid_sig_total'),
  await door.counted('billing_webhook_replay_block_total'),
]

async function expectNothingKept(): Promise<void> {
  expect(await door.kept()).toEqual([])
  expect(await door.readings()).toEqual([])
}

// cases 62, 63
describe('what is not an event that Stripe signed now is refused and not kept', () => {
  it.each<[string, () => [payload: string, signature: string | null]]>([
    ['not signed at all', () => [bytesOf(anEvent()), null]],
    ['with an empty signature', () => [bytesOf(anEvent()), '']],
    ['with words for a signature', () => [bytesOf(anEvent()), 'let me in']],
    ['without a time', () => [bytesOf(anEvent()), door.sign(bytesOf(anEvent())).replace(/^t=\d+,/, '')]],
    ['signed with a foreign secret', () => signedWith(bytesOf(anEvent()), 'whsec_of_another')],
    ['signed with an empty secret', () => signedWith(bytesOf(anEvent()), ' ')],
    [
      'another event under the signature of a real one',
      () => [bytesOf(anEvent({ id: 'evt_2' })), door.sign(bytesOf(anEvent()))],
    ],
    ['written anew', () => [JSON.stringify(anEvent()), door.sign(bytesOf(anEvent()))]],
    ['without a body', () => ['', door.sign('{}')]],
  ])('%s', async (_, make) => {
    const response = await door.deliver(...make())

    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toMatch('application/problem+json')
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:webhook-forged', instance: WEBHOOK })
    await expectNothingKept()
    expect(await counts()).toEqual([before[0] + 1, before[1]])
  })

  it.each([
    ['a second too old', -301],
    ['an hour old', -3600],
    ['a second too far in the future', 301],
    ['an hour in the future', 3600],
  ])('signed by Stripe, but %s', async (_, after) => {
    const payload = bytesOf(anEvent())
    const response = await door.deliver(payload, door.sign(payload, { after }))

    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:webhook-stale' })
    await expectNothingKept()
    expect(await counts()).toEqual([before[0], before[1] + 1])
  })

  it.each([-3600, 3600])('a captured one cannot be given a new time (%i)', async after => {
    const payload = bytesOf(anEvent())
    const captured = door.sign(payload, { after })
    const now = Math.floor(+door.books.clock.now() / 1000)
    const renewed = [
      captured.replace(/^t=\d+/, `t=${now}`),
      `t=${now},${captured}`,
      `${captured},t=${now}`,
      captured.replace(/^t=(\d+)/, `t=$1,t=${now}`),
    ]
    for (const signature of renewed) expect((await door.deliver(payload, signature)).statusCode).toBe(400)

    await expectNothingKept()
  })

  it('a thin notification, with a word on what to change', async () => {
    const thin = JSON.stringify({ id: 'evt_1', object: 'v2.core.event', type: 'v1.invoice.paid' })
    const response = await door.deliver(thin)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain('snapshot')
    await expectNothingKept()
  })

  it.each(['{"id":', '[]', 'null', '{"id":"evt_1","type":"x","livemode":false,"data":{}}'])(
    'what is no event, though signed: %s',
    async payload => {
      expect((await door.deliver(payload)).statusCode).toBe(400)
      await expectNothingKept()
    },
  )

  it('more than any event weighs', async () => {
    const payload = bytesOf(anEvent({ note: 'x'.repeat(1_100_000) }))

    expect((await door.deliver(payload)).statusCode).toBe(413)
    await expectNothingKept()
  })
})

function signedWith(payload: string, secret: string): [payload: string, signature: string] {
  return [payload, door.sign(payload, { secret })]
}
