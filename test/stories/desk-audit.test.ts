import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

const audit = async (query = '') => (await stage.admin.say(`/audit ${query}`)).text ?? ''

test('/audit of nothing says that nothing was done, and what it can be asked', async () => {
  expect(await audit()).toMatch(/^No admin has done anything yet\.\n\n\/audit shows the latest acts;/)
  expect(await audit('@nobody')).toContain('Nothing was done about “@nobody”.')
})

test('/audit tells who did what, when, why and what came of it, by any id it concerns', async () => {
  const ann = await stage.meet('Ann', { username: 'ann_audit' })
  const charge = await ann.buys('month')
  await stage.admin.say(`/refund ${charge} she <asked>`)
  await ann.reads('back in your balance')
  const given = (await stage.admin.say(`/grant @ann_audit month to make up`)).text ?? ''
  const grant = /\/revoke (\S+)/.exec(given)?.[1] ?? ''
  await stage.admin.say(`/revoke ${grant} too much`)

  const all = await audit()
  const date = '21 Nov 2026, \\d\\d:\\d\\d'
  const entries = [
    `${date} · revoke\nby ${ADMIN}, from ${ann.id}, plan month\ngrant ${grant}\nbecause: too much\nact [0-9a-f-]{36}`,
    `${date} · grant\nby ${ADMIN}, to ${ann.id}, plan month\ngrant ${grant}\nbecause: to make up\n→ until 21 Dec 2026, \\d\\d:\\d\\d\nact \\S+`,
    `${date} · refund\nby ${ADMIN}, to ${ann.id}, plan month\npayment ${charge}\nbecause: she <asked>\n→ the money is back\nact \\S+`,
  ]
  expect(all).toMatch(new RegExp(`^What admins did\n\n${entries.join('\n\n')}$`))
  expect(await stage.books.billing.balances()).toMatchObject([{ balance: 0 }, { balance: 0 }])

  const story = await stage.books.billing.story(ann.id)
  const refund = story?.payments[0]?.refunds[0]?.refundId ?? ''
  const act = story?.acts[0]?.actId ?? ''
  for (const id of ['@ann_audit', `${ann.id}`, `${ADMIN}`]) expect(await audit(id)).toBe(all)
  for (const id of [charge, refund, act, await stage.orderOf(ann)]) {
    expect(await audit(id)).toMatch(new RegExp(`^What admins did\n\n${entries[2]}$`)) // case 93
  }
  expect(await audit(grant)).toMatch(new RegExp(`^What admins did\n\n${entries[0]}\n\n${entries[1]}$`))
})

test('/audit tells of a refund that Telegram refused, and of one it has not answered', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  await stage.telegram.withdraw((await stage.telegram.balance()).stars)
  await stage.admin.say(`/refund ${charge} hm`)
  await stage.admin.reads('balance is too low')
  expect(await audit(charge)).toContain('because: hm\n→ refused: Bad Request: ')
})

test('a long trail fits into one message and says that there is more', async () => {
  const ann = await stage.meet('Ann')
  for (let count = 0; count < 20; count++) {
    await stage.admin.say(`/grant ${ann.id} month ${'a reason of some length '.repeat(8)}`)
  }
  const told = await audit(`${ann.id}`)
  expect(told.length).toBeLessThanOrEqual(4096)
  expect(told).toMatch(/… and \d+ earlier events$/)
})
