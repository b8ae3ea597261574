import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { plan } from '../support/plan.ts'
import { clerk } from './desk.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({
    plans: [
      plan({ code: 'month' }),
      plan({ code: 'club', term: 'P30D', stars: { amount: 100, recurring: true }, title: 'Club' }),
    ],
  })
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

const personOf = async (id: number) => (await stage.books.billing.story(id))?.person

// Case 86.
describe('/forget', () => {
  test('says what goes, what stays and what stops, forgets at a press, and keeps the money', async () => {
    const ann = await stage.meet('Ann', { username: 'ann_f' })
    await ann.subscribes('club')
    const asked = await ann.say('/forget')
    expect(asked.text).toContain('Shall I forget you?\n\nWe delete your name')
    expect(asked.text).toContain('this will renew no more:\n• Club, with Stars')
    const { press, pressOld } = clerk(stage.telegram, ann.id)
    const moved = await stage.moved(async () => {
      expect((await press(asked, 'Forget me')).text).toContain('It is being done')
    })
    expect(moved).toEqual({})
    // A double tap asks for nothing new.
    await pressOld(asked, 'Forget me')
    const wishes = 'select count(*)::int from forgettings where person_id = $1'
    expect((await stage.books.database.pool.query(wishes, [ann.id])).rows).toEqual([{ count: 1 }])
    // Telegram has answered that it renews no more; the sweep that runs every few seconds goes on from there.
    await expect
      .poll(
        async () => {
          await stage.books.billing.lapse()
          return (await personOf(ann.id))?.firstName
        },
        { timeout: 10_000 },
      )
      .toBe('')
    await ann.reads('all else we knew about you are gone')
    expect(await personOf(ann.id)).toMatchObject({ username: null, languageCode: null, language: null })
    expect(await stage.telegram.subscriptions(ann.id)).toMatchObject([{ state: 'canceled' }])
    expect((await stage.books.billing.story(ann.id))?.payments).toHaveLength(1)
    expect((await stage.books.billing.accessOf(ann.id))[0]).toMatchObject({ active: true })
    expect(await stage.books.billing.actsAbout(`${ann.id}`)).toEqual([])
    expect((await stage.admin.say(`/why ${ann.id}`)).text).toMatch(
      new RegExp(`renewal to be stopped, asked by ${ann.id}: asked to be forgotten \\S+\n→ done`),
    )

    await ann.say('/start')
    expect((await personOf(ann.id))?.firstName).toBe('Ann')
  })

  test('keeps everything where that is the answer, and where nobody answers', async () => {
    const ann = await stage.meet('Ann')
    const asked = await ann.say('/forget all')
    expect(asked.text).not.toContain('renew no more')
    expect((await clerk(stage.telegram, ann.id).press(asked, 'Keep')).text).toBe('Good, nothing was deleted.')
    expect((await personOf(ann.id))?.firstName).toBe('Ann')
  })

  test('is done by an admin for somebody who asked them, after a look at whom, and stands in the trail', async () => {
    const bob = await stage.meet('Bob', { username: 'bob_f' })
    expect((await stage.admin.say('/forget')).text).toContain('Somebody else is forgotten by /forget with')
    expect((await stage.admin.say('/forget @nobody')).text).toContain('Nobody found for “@nobody”.')
    const asked = await stage.admin.say('/forget @bob_f')
    expect(asked.text).toContain(`Forget this person?\n\nBob @bob_f\n${bob.id}`)
    const desk = clerk(stage.telegram, ADMIN)
    expect((await desk.press(asked, `Forget ${bob.id}`)).text).toBe(
      `${bob.id} is being forgotten, and will be told if messages still reach them. Renewals to be stopped first: 0`,
    )
    await expect.poll(async () => (await personOf(bob.id))?.firstName, { timeout: 10_000 }).toBe('')
    expect((await stage.admin.say(`/audit ${bob.id}`)).text).toContain(
      `· personal data deleted\nby ${ADMIN}, of ${bob.id}`,
    )
  })

  test('is nobody’s but an admin’s where it is about somebody else', async () => {
    const [ann, bob] = [await stage.meet('Ann'), await stage.meet('Bob')]
    expect((await ann.say(`/forget ${bob.id}`)).text).toContain('Shall I forget you?')
    const forged = { ...(await ann.say('/forget')) }
    await stage.telegram.deliver({
      callback_query: {
        ...{ id: 'forged', chat_instance: '1', data: `forget:${bob.id}`, message: forged },
        from: { id: ann.id, is_bot: false, first_name: 'Ann' },
      },
    })
    await ann.say('/status')
    expect((await personOf(bob.id))?.firstName).toBe('Bob')
  })
})
