import { expect, test } from 'vitest'
import { shop } from './shop.ts'
import { xtr } from './stage.ts'

test('an invoice in its own private chat is paid once', async () => {
  const { control, person, sell } = await shop()
  const message_id = await sell()
  const paid = await control.pay({ person, message_id })
  if (paid.status !== 'paid') throw new Error(JSON.stringify(paid))
  expect((await control.chat(person)).paid).toEqual([{ message_id, charge_id: paid.charge_id }])
  expect(await control.pay({ person, message_id })).toEqual({ status: 'failed', reason: 'already_paid' })
})

test('a rapid double tap charges twice, with two charge ids', async () => {
  const { control, person, sell } = await shop()
  const message_id = await sell()
  const outcomes = await Promise.all([
    control.pay({ person, message_id }),
    control.pay({ person, message_id }),
  ])
  const charges = outcomes.map(outcome => outcome.status === 'paid' && outcome.charge_id)
  expect(new Set(charges).size).toBe(2)
  expect(charges).not.toContain(false)
  const chat = await control.chat(person)
  expect(chat.person.stars).toBe(20)
  expect(chat.paid).toEqual(charges.map(charge_id => ({ message_id, charge_id })))
})

test('a link can be paid any number of times, by anyone', async () => {
  const { api, control, newcomer, person } = await shop()
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  const ben = await control.addPerson({ first_name: 'Ben' })
  for (const payer of [person, person, ben.user.id, await newcomer()])
    expect(await control.pay({ person: payer, invoice_url })).toMatchObject({ status: 'paid' })
  expect((await control.balance()).stars).toBe(200)
  // Paying opened the chat: the bot may write there now.
  expect(await api.sendMessage(ben.user.id, 'Thank you')).toMatchObject({ text: 'Thank you' })
})

test('a forwarded invoice has a Pay button only without a start parameter', async () => {
  const { control, newcomer, person, sell, seen } = await shop()
  const ben = await newcomer({ first_name: 'Ben' })
  const open = await sell()
  expect(await control.pay({ person: ben, owner: person, message_id: open })).toMatchObject({
    status: 'paid',
  })
  expect(await control.pay({ person: ben, owner: person, message_id: open })).toMatchObject({
    status: 'paid',
  })
  expect(await control.pay({ person, message_id: open })).toMatchObject({ status: 'paid' })
  expect(seen.precheckouts).toMatchObject([
    { from: { id: ben } },
    { from: { id: ben } },
    { from: { id: person } },
  ])
  const linked = await sell({ start_parameter: 'pro' })
  await expect(control.pay({ person: ben, owner: person, message_id: linked })).rejects.toThrow('deep link')
  expect(await control.pay({ person, message_id: linked })).toMatchObject({ status: 'paid' })
})

test('an invoice in a group can be paid by every member, and lands in the private chat', async () => {
  const { api, control, newcomer, person } = await shop()
  const ben = await newcomer({ first_name: 'Ben' })
  const { id } = await control.addGroup({ title: 'Club', members: [person, ben] })
  const { message_id } = await api.sendInvoice(id, 'Pro', 'A month', 'order-1', 'XTR', xtr(50), {
    start_parameter: 'pro',
  })
  for (const payer of [person, ben, ben])
    expect(await control.pay({ person: payer, owner: id, message_id })).toMatchObject({ status: 'paid' })
  expect((await control.chat(ben)).messages.filter(message => message.successful_payment)).toHaveLength(2)
})
