import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, chargeFor, rows, someone } from '../support/sale.ts'
import { createLink } from './crowd.ts'
import { booksSay, telegramSays } from './evidence.ts'
import { compareMessages } from './messages.ts'
import { findSecrets } from './secrets.ts'
import { type Telegram, telegramAt } from './telegram.ts'
import { judge, type Verdict } from './verdict.ts'

const TOKEN = '4200000011:a-token-for-tests-that-opens-nothing'

/** A verdict that could only be good would prove nothing: each test here does to the evidence what must be found. */
describe('the verdict of a chaos run', () => {
  let sandbox: Sandbox
  let telegram: Telegram
  let books: TestBooks
  let payer: number

  beforeEach(async () => {
    sandbox = await startSandbox({ bots: [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }] })
    telegram = telegramAt(sandbox.url, TOKEN)
    books = await openBooks()
    payer = await someone(books)
    await telegram.control.addPerson({ id: payer, first_name: 'Ann', stars: 10_000 })
  })

  afterEach(async () => {
    await books.close()
    await sandbox.stop()
  })

  /** Charges 250 Stars at Telegram, and lets the books know of it or not. */
  async function pay({ told = true } = {}): Promise<string> {
    const order = await anOrder(books, payer)
    const invoice_url = await createLink(telegram, order)
    const paid = await telegram.control.pay({ person: payer, invoice_url, without_precheckout: true })
    if (paid.status !== 'paid') throw new Error(paid.reason)
    if (told) await books.billing.settle(chargeFor(order, { chargeId: paid.charge_id }))
    return paid.charge_id
  }

  async function verdict(lies: string[] = []): Promise<Verdict> {
    return judge(await telegramSays(telegram.control), await booksSay(books.database), new Set(lies))
  }

  const nothing: Verdict = {
    lost: [],
    doubled: [],
    invented: [],
    misjudged: [],
    ledgerDifference: 0,
    refunds: [],
    strayed: 0,
  }

  it('is content with books that say what Telegram says', async () => {
    await pay()
    await pay()
    expect(await verdict()).toEqual(nothing)
  })

  it('counts a charge whose update was swallowed as lost, and its Stars as missing', async () => {
    await pay()
    const lost = await pay({ told: false })
    expect(await verdict()).toEqual({ ...nothing, lost: [lost], ledgerDifference: -250 })
  })

  it('counts a charge that stands in the books twice as doubled, and its Stars as too many', async () => {
    const charge = await pay()
    await rows(books, 'alter table payments drop constraint payments_rail_charge_id_unique')
    await rows(
      books,
      `with copy as (
         insert into payments (id, rail, charge_id, person_id, order_id, amount, currency, reference, paid_at, settled_at)
         select gen_random_uuid(), rail, charge_id, person_id, order_id, amount, currency, reference, paid_at, settled_at
         from payments returning id
       )
       insert into entries (payment_id, rail, currency, debit, credit, amount, booked_at)
       select copy.id, rail, currency, debit, credit, amount, booked_at from entries, copy`,
    )
    const found = await verdict()
    expect(found).toMatchObject({ lost: [], doubled: [charge], ledgerDifference: 250 })
  })

  it('counts a payment that Telegram knows nothing of as invented', async () => {
    await books.billing.settle(chargeFor(await anOrder(books, payer), { chargeId: 'forged' }))
    expect(await verdict()).toEqual({ ...nothing, invented: ['forged'], ledgerDifference: 250 })
  })

  it('finds a wrong amount that bought something', async () => {
    const charge = await pay()
    expect(await verdict([charge])).toEqual({ ...nothing, misjudged: [charge] })
  })

  it('finds a refund that only one side knows of', async () => {
    const charge = await pay()
    await telegram.control.refundElsewhere(charge)
    expect(await verdict()).toEqual({ ...nothing, refunds: [charge], ledgerDifference: 250 })
  })

  it('finds access that does not follow from what was granted', async () => {
    await pay()
    await rows(books, `update entitlements set ends_at = ends_at + interval '1 day'`)
    // The one that is there, and the one that should be.
    expect(await verdict()).toEqual({ ...nothing, strayed: 2 })
  })

  it('finds a message that was never sent, one that is in no chat, and one that came twice', async () => {
    await pay()
    const about = { quiet: [payer], gone: [] }
    const look = () => compareMessages(books.database, telegram.control, about)
    expect(await look()).toEqual({ sent: 0, unsent: 1, missing: 0, twice: 0 })
    await rows(books, 'update notices set sent_at = now(), message_id = 4242')
    expect(await look()).toEqual({ sent: 1, unsent: 0, missing: 1, twice: 0 })
    for (const text of ['Thank you', 'Thank you'])
      await telegram.call('sendMessage', { chat_id: payer, text })
    const [first] = (await telegram.control.chat(payer)).messages.filter(({ text }) => text === 'Thank you')
    await rows(books, 'update notices set message_id = $1', [first?.message_id])
    expect(await look()).toEqual({ sent: 1, unsent: 0, missing: 0, twice: 1 })
  })
})

describe('the search for secrets', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaos-'))
  })

  afterAll(() => rm(folder, { recursive: true }))

  // case 106
  it('says which secret stands where, and finds payloads also where they are quoted', async () => {
    const log = join(folder, 'app.log')
    const lines = [
      'all is well',
      `https://api/bot${TOKEN}/getMe`,
      '{"err":"{\\"invoice_payload\\":\\"x\\"}"}',
    ]
    await writeFile(log, lines.join('\n'))
    expect(await findSecrets([log], { BOT_TOKEN: TOKEN, PASSWORD: 'hunter2' })).toEqual([
      'BOT_TOKEN in app.log:2',
      'a payload in app.log:3',
    ])
  })
})
