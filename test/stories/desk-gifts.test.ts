import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

const accessOf = (id: number) => stage.books.billing.accessOf(id)

/** The id of what `/grant` says it gave. */
async function give(text: string): Promise<string> {
  const answer = (await stage.admin.say(`/grant ${text}`)).text ?? ''
  return /\/revoke (\S+) reason/.exec(answer)?.[1] ?? answer
}

describe('/grant', () => {
  test('gives one term of a plan without payment; the person and the trail know', async () => {
    const ann = await stage.meet('Ann', { username: 'ann_gift' })
    const moved = await stage.moved(async () => {
      const answer = await stage.admin.say('/grant @ann_gift month won  the <raffle>')
      expect(answer.text).toMatch(
        new RegExp(
          `^${ann.id} has The month until 21 December 2026.\nTake it back: /revoke [0-9a-f-]{36} reason$`,
        ),
      )
      await ann.reads('A present for you: The month is yours until 21 December 2026.')
    })
    expect(moved).toEqual({})
    expect(await accessOf(ann.id)).toMatchObject([{ key: 'pro', active: true, source: 'manual' }])
    expect(await stage.books.billing.actsAbout('@ann_gift')).toMatchObject([
      { kind: 'grant', adminId: ADMIN, personId: ann.id, planCode: 'month', reason: 'won the <raffle>' },
    ])
    const told = await stage.admin.say(`/why ${ann.id}`)
    expect(told.text).toMatch(
      /given by hand, by 900: won the <raffle>\n→ gave month from 21 Nov 2026 to 21 Dec 2026/,
    )
    expect(told.text).toContain('✉ told “granted_by_hand”')
  })

  test('gives for ever where the plan is for ever', async () => {
    const ann = await stage.meet('Ann')
    expect((await stage.admin.say(`/grant ${ann.id} lifetime a founder`)).text).toContain(
      'has The lifetime for ever.',
    )
    await ann.reads('A present for you: The lifetime is yours for ever.')
  })

  test('given twice by two messages is given twice, delivered twice once', async () => {
    const ann = await stage.meet('Ann')
    await give(`${ann.id} month hello`)
    const update = (await stage.telegram.updates()).at(-1)?.update_id ?? 0
    await stage.telegram.redeliver({ update_id: update, fresh: true })
    await stage.admin.reads(`${ann.id} has The month until 21 December 2026`, 2)
    expect(await stage.books.billing.actsAbout(`${ann.id}`)).toHaveLength(1)
    await give(`${ann.id} month hello`)
    expect((await accessOf(ann.id))[0]?.endsAt?.toISOString()).toMatch(/^2027-01-21/)
  })

  test.each(['', ' @ann', ' @ann month'])('/grant%s says how, with an example and the plans', async rest => {
    const { text } = await stage.admin.say(`/grant${rest}`)
    expect(text).toContain('/grant @name month won the raffle')
    expect(text).toContain('Plans:\nmonth – The month\nyear – The year\nlifetime – The lifetime')
  })

  test('names the plans where the code is none, and the people where a name is not enough', async () => {
    const ann = await stage.meet('Ann', { username: 'two_of_us' })
    const bob = await stage.meet('Bob')
    expect((await stage.admin.say(`/grant ${ann.id} mnoth oops`)).text).toContain(
      'There is no plan called “mnoth” on sale. These are:\nmonth – The month',
    )
    await stage.books.billing.meet({ id: bob.id, firstName: 'Bob', username: 'two_of_us' })
    const several = await stage.admin.say('/grant @two_of_us month hello')
    expect(several.text).toContain('Give it to one of them by their id:')
    expect(several.text).toContain(`${ann.id}`)
    expect(several.text).toContain(`${bob.id}`)
    expect(await accessOf(ann.id)).toEqual([])
  })

  test('to somebody never seen says that they must have come once', async () => {
    for (const who of ['77777', '@never_seen']) {
      expect((await stage.admin.say(`/grant ${who} month hello`)).text).toBe(
        `Nobody known as “${who}”. They must have opened this bot once before anything can be given to them.`,
      )
    }
    expect(await accessOf(77_777)).toEqual([])
  })
})

describe('somebody who cannot be told', () => {
  const found = (id: number) => async () => (await stage.admin.say(`/find ${id}`)).text

  test('because they blocked the bot has what they were given, and reads of it when they are back', async () => {
    const ann = await stage.meet('Ann')
    await stage.telegram.block({ person: ann.id, blocked: true })
    await give(`${ann.id} month hello`)
    await expect.poll(found(ann.id), { timeout: 10_000 }).toContain('they blocked the bot') // case 40
    expect(await accessOf(ann.id)).toMatchObject([{ active: true }])
    await stage.telegram.block({ person: ann.id, blocked: false })
    await ann.reads('A present for you: The month')
    expect(await found(ann.id)()).not.toContain('Messages don’t arrive')
  })

  test('because their account is deleted has it too, and the desk says why nothing arrives', async () => {
    const ann = await stage.meet('Ann')
    await stage.telegram.deactivate(ann.id)
    await give(`${ann.id} month hello`)
    await expect.poll(found(ann.id), { timeout: 10_000 }).toContain('the account is deleted') // case 41
    expect(await accessOf(ann.id)).toMatchObject([{ active: true }])
  })
})

describe('/revoke', () => {
  test('takes back what was given, once, and the person and the trail know', async () => {
    const ann = await stage.meet('Ann')
    const grant = await give(`${ann.id} month by mistake`)
    expect((await stage.admin.say(`/revoke ${grant} wrong Ann`)).text).toBe(
      `Taken back. ${grant} gives no access any more.`,
    )
    await ann.reads('The month, which you were given, has ended.')
    expect(await accessOf(ann.id)).toMatchObject([{ active: false }])
    expect(await stage.books.billing.actsAbout(grant)).toMatchObject([
      { kind: 'revoke', adminId: ADMIN, reason: 'wrong Ann' },
      { kind: 'grant', reason: 'by mistake' },
    ])
    expect((await stage.admin.say(`/revoke ${grant} again`)).text).toBe(`${grant} was taken back already.`)
    expect((await stage.admin.say(`/why ${ann.id}`)).text).toMatch(
      /→ taken back 21 Nov 2026, \d\d:\d\d by 900: wrong Ann/,
    )
  })

  test('leaves alone what was paid for, and names the refund that ends it', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    const grant = (await stage.books.billing.story(ann.id))?.grants[0]?.grantId ?? ''
    const answer = await stage.admin.say(`/revoke ${grant} not nice`)
    expect(answer.text).toBe(`This was paid for, so it ends with its refund:\n/refund ${charge} not nice`)
    expect(await accessOf(ann.id)).toMatchObject([{ active: true }])
    await stage.admin.say(answer.text?.split('\n')[1] ?? '')
    await ann.reads('back in your balance')
  })

  test('says how where something is missing, and what it does not know', async () => {
    const some = '0196a0de-7c5b-7aaa-8bbb-000000000000'
    for (const text of ['/revoke', `/revoke ${some}`])
      expect((await stage.admin.say(text)).text).toContain(`/revoke ${some} given by mistake`)
    for (const id of [some, 'nonsense', 'nul\u0000'])
      expect((await stage.admin.say(`/revoke ${id} why`)).text).toContain('Nothing was given under')
  })
})
