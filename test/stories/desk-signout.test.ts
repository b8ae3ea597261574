import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

/** Opens the Mini App for them; the id of their session. */
async function signIn(id: number): Promise<string> {
  const { billing, clock } = stage.books
  const username = (await billing.story(id))?.person.username ?? undefined
  const begun = await billing.sessions.begin({
    profile: { id, firstName: 'Ann', username },
    canBeWritten: true,
    proof: randomBytes(32),
    authDate: clock.now(),
    proofEndsAt: new Date(+clock.now() + 900_000),
    ttlSeconds: 900,
  })
  if (begun.kind === 'refused') throw new Error(begun.because)
  return begun.session.id
}

const isIn = async (session: string, id: number) =>
  (await stage.books.billing.sessions.holder(session, id)) !== null
const say = async (text: string) => (await stage.admin.say(text)).text

describe('/signout', () => {
  test('ends what a person has open in the app, everywhere, and the trail and their story know', async () => {
    const ann = await stage.meet('Ann', { username: 'ann_out' })
    const bob = await stage.meet('Bob')
    const [one, two, other] = [await signIn(ann.id), await signIn(ann.id), await signIn(bob.id)]
    expect(await say(`/why ${ann.id}`)).toContain('Signed in to the app now: in 2 places')

    expect(await say('/signout @ann_out lost  their <phone>')).toBe(
      `${ann.id} is signed out: 2 sessions ended.`,
    )
    expect(await isIn(one, ann.id)).toBe(false)
    expect(await isIn(two, ann.id)).toBe(false)
    expect(await isIn(other, bob.id)).toBe(true)
    expect(await say(`/why ${ann.id}`)).toContain('Signed in to the app now: nowhere')
    expect(await say(`/audit ${ann.id}`)).toMatch(
      new RegExp(
        `· sign-out\nby ${ADMIN}, of ${ann.id}, open sessions ended: 2\nbecause: lost their <phone>\nact [0-9a-f-]{36}$`,
      ),
    )
  })

  test('needs no reason, and says when there was nothing to end', async () => {
    const ann = await stage.meet('Ann')
    const session = await signIn(ann.id)
    expect(await say(`/signout ${ann.id}`)).toBe(`${ann.id} is signed out: 1 session ended.`)
    expect(await isIn(session, ann.id)).toBe(false)
    expect(await say(`/signout ${ann.id}`)).toContain(`${ann.id} was signed in nowhere.`)
    expect(await stage.books.billing.actsAbout(`${ann.id}`)).toMatchObject([
      { kind: 'sign_out', endedSessions: 0, reason: 'no reason given' },
      { kind: 'sign_out', endedSessions: 1, reason: 'no reason given' },
    ])
  })

  test('delivered twice is done once: who came back meanwhile stays', async () => {
    const ann = await stage.meet('Ann')
    await signIn(ann.id)
    await say(`/signout ${ann.id} once`)
    const back = await signIn(ann.id)
    const update = (await stage.telegram.updates()).at(-1)?.update_id ?? 0
    await stage.telegram.redeliver({ update_id: update, fresh: true })
    await stage.admin.reads(`${ann.id} is signed out: 1 session ended.`, 2)
    expect(await isIn(back, ann.id)).toBe(true)
    expect(await stage.books.billing.actsAbout(`${ann.id}`)).toHaveLength(1)
  })

  test('says how, whom it does not know, and who else bears the name', async () => {
    const ann = await stage.meet('Ann', { username: 'same_name' })
    const bob = await stage.meet('Bob')
    await stage.books.billing.meet({ id: bob.id, firstName: 'Bob', username: 'same_name' })
    const session = await signIn(bob.id)
    expect(await say('/signout')).toContain('/signout @name lost their phone')
    for (const who of ['77777', '@never_seen', 'nul\u0000'])
      expect(await say(`/signout ${who}`)).toMatch(/^Nobody found for “/)
    const several = await say('/signout @same_name')
    expect(several).toContain('Sign out one of them by their id:')
    for (const { id } of [ann, bob]) expect(several).toContain(`${id}`)
    expect(await isIn(session, bob.id)).toBe(true)
  })
})

test.each([
  ['ru', 'Сеансы', 'завершение сеансов', 'Открытых сеансов в приложении'],
  ['ar', 'انتهت جلستان', 'إنهاء الجلسات', 'الجلسات المفتوحة'],
])('the desk says all that in %s', async (language, done, act, story) => {
  const ann = await stage.meet('Ann')
  await signIn(ann.id)
  await signIn(ann.id)
  await stage.books.billing.chooseLanguage(ADMIN, language)
  expect(await say(`/why ${ann.id}`)).toContain(story)
  expect(await say(`/signout ${ann.id}`)).toContain(done)
  expect(await say(`/audit ${ann.id}`)).toContain(act)
  await stage.books.billing.chooseLanguage(ADMIN, null)
})
