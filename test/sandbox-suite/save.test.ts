import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { drain, token, xtr } from './stage.ts'

const bots = [{ token, username: 'shop_bot', first_name: 'Shop' }]
const program = `
  import { startSandbox } from ${JSON.stringify(new URL('../sandbox/sandbox.ts', import.meta.url).href)}
  const { url } = await startSandbox({ bots: ${JSON.stringify(bots)}, save: process.argv[1] })
  console.log(url)
`

test('what was answered survives kill -9', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, save])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const url = String(line).trim()
  const before = { api: new Api(token, { apiRoot: url }), control: sandboxClient(url) }
  const { user } = await before.control.addPerson({ first_name: 'Ann', stars: 80 })
  await before.control.send({ person: user.id, text: '/start' })
  await drain(before.api)
  const { message_id } = await before.api.sendInvoice(user.id, 'Pro', 'A month', 'order-1', 'XTR', xtr(50))
  const link = await before.api.createInvoiceLink('Pro', 'A month', 'order-2', '', 'XTR', xtr(10))
  await before.api.setMyCommands([{ command: 'buy', description: 'Buys' }])
  const paid = await before.control.pay({ person: user.id, message_id, without_precheckout: true })
  const [chat, balance] = [await before.control.chat(user.id), await before.control.balance()]
  const [waiting] = await before.api.getUpdates()
  const last = await before.api.sendMessage(user.id, 'last words')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const after = await startSandbox({ bots, save })
  onTestFinished(() => after.stop())
  const [api, control] = [new Api(token, { apiRoot: after.url }), sandboxClient(after.url)]
  expect(paid).toMatchObject({ status: 'paid' })
  expect(await control.chat(user.id)).toEqual({ ...chat, messages: [...chat.messages, last] })
  expect(await control.balance()).toEqual(balance)
  expect(await drain(api)).toEqual([waiting])
  expect(await control.pay({ person: user.id, message_id })).toMatchObject({ reason: 'already_paid' })
  expect(await control.pay({ person: user.id, invoice_url: link, without_precheckout: true })).toMatchObject({
    status: 'paid',
  })
  expect((await api.getUpdates())[0]?.update_id).toBe((waiting?.update_id ?? 0) + 1)
})

test('answers given together share one write, and each is in it', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const sandbox = await startSandbox({ bots, save })
  onTestFinished(() => sandbox.stop())
  const control = sandboxClient(sandbox.url)
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      control.addPerson({ id: index + 1, first_name: `Person ${index}` }),
    ),
  )
  const saved = readFileSync(save, 'utf8')
  for (let index = 0; index < 30; index++) expect(saved).toContain(`"Person ${index}"`)
})

test('what a sandbox of before webhooks were delivered has saved is still read', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const before = await startSandbox({ bots, save })
  const { user } = await sandboxClient(before.url).addPerson({ first_name: 'Ann' })
  await sandboxClient(before.url).send({ person: user.id, text: '/start' })
  await before.stop()
  const known = readFileSync(save, 'utf8')
  const older = known.replace('"payments":0,', '').replace('"revoked":[],', '').replace(',"held":[]', '')
  expect(known.length - older.length).toBe(13 + 13 + 10)
  writeFileSync(save, older)

  const after = await startSandbox({ bots, save })
  onTestFinished(() => after.stop())
  const [api, control] = [new Api(token, { apiRoot: after.url }), sandboxClient(after.url)]
  const link = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(10))
  const paid = await control.pay({ person: user.id, invoice_url: link, without_precheckout: true })
  expect(paid).toMatchObject({ status: 'paid' })
  expect(await drain(api)).toHaveLength(2)
})
