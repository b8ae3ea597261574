import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { Subject } from '../../db/billing.ts'
import { createLogger } from '../../server/log.ts'
import { createReader, type Reader } from '../../server/stripe/bring.ts'
import { subjectOf } from '../../server/stripe/subject.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import { type State, stateOf } from './stripe-end.ts'
import { aBuyer, type Buyer, CARD_SHOP, longLife, type Step, shortLife } from './stripe-life.ts'
import { openRecord, type Record } from './stripe-record.ts'

let books: TestBooks
let record: Record
let reader: Reader

beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
  books.clock.stand()
  record = await openRecord()
  reader = createReader({
    stripe: record.stripe,
    billing: books.billing,
    logger: createLogger('silent'),
    registry: new Registry(),
    livemode: false,
    now: books.clock.now,
  })
})
afterAll(async () => {
  await record.close()
  await books.close()
})

/** A job is a subject and nothing else: orders that read the same subjects in the same order are one and the same. */
function subjectIn({ type, about }: Step): Subject {
  const named = subjectOf({ type, data: { object: about } })
  if (typeof named === 'string') throw new Error(`${type}: ${named}`)
  return named.subject
}

/** Of this buyer's own: `session cs, subscription sub`. */
function spell(word: Subject[], { tag }: Buyer): string {
  return word.map(({ kind, id }) => `${kind} ${id.replace(`_${tag}`, '')}`).join(', ')
}

/** Somebody to whom all of it has happened at Stripe, and of whom the books know nothing yet. */
async function whoLived(life: Life): Promise<{ buyer: Buyer; subjects: Subject[] }> {
  const buyer = await aBuyer(books)
  const steps = life(buyer)
  for (const { written } of steps) record.write(...written)
  return { buyer, subjects: steps.map(subjectIn) }
}

type Life = (buyer: Buyer) => Step[]

/** What a life comes to where each event is worked as soon as it happens. */
async function inOrder(life: Life): Promise<State> {
  const buyer = await aBuyer(books)
  for (const step of life(buyer)) {
    record.write(...step.written)
    await reader.bring(subjectIn(step))
  }
  return await stateOf(books, buyer)
}

/** What was told on the way depends on when one looked; all else does not. */
const lasting = ({ news: _, ...state }: State) => state

/** The first reading of each: the word without what only repeats. */
function withoutRepeats(word: Subject[]): Subject[] {
  const seen = new Set<string>()
  return word.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function permutationsOf<Item>(items: Item[]): Item[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, at) => permutationsOf(items.toSpliced(at, 1)).map(rest => [item, ...rest]))
}

/**
 * Reads the subjects of a life for the first time in every order there is, and holds each end against `expected`. On
 * the way each reading again is seen to change nothing, and what was read to come to the same in whatever order; so any
 * word comes to what its first readings come to. Returns the words of first readings that were run.
 */
async function everyFirstReading(life: Life): Promise<Set<string>> {
  const expected = await inOrder(life)
  const { subjects, buyer } = await whoLived(life)
  const firsts = withoutRepeats(subjects).map(({ id }) => subjects.findIndex(each => each.id === id))
  const words = new Set<string>()
  const states = new Map<string, State>()
  for (const order of permutationsOf(firsts)) {
    const other = await whoLived(life)
    const word = order.map(index => at(other.subjects, index))
    for (const [done, subject] of word.entries()) {
      await reader.bring(subject)
      await expectSettled(word.slice(0, done + 1), other.buyer, states)
    }
    const end = await stateOf(books, other.buyer)
    expect(lasting(end), spell(word, other.buyer)).toEqual(lasting(expected))
    words.add(
      spell(
        order.map(index => at(subjects, index)),
        buyer,
      ),
    )
  }
  return words
}

/** What was read comes to what it came to in another order; the first time, each of it is read once more. */
async function expectSettled(read: Subject[], buyer: Buyer, states: Map<string, State>): Promise<void> {
  const name = spell(read, buyer)
  const set = name.split(', ').toSorted().join(', ')
  const state = await stateOf(books, buyer)
  const known = states.get(set)
  if (known) return expect(state, name).toEqual(known)
  states.set(set, state)
  for (const again of read) await reader.bring(again)
  expect(await stateOf(books, buyer), `${name}, and again`).toEqual(state)
}

// cases 59, 60, 61
it('a life of seven events comes to one end in each of their 5040 orders', async () => {
  const proven = await everyFirstReading(shortLife)
  const { buyer, subjects } = await whoLived(shortLife)
  const orders = permutationsOf(subjects)

  expect(orders).toHaveLength(5040)
  expect(new Set(orders.map(word => spell(withoutRepeats(word), buyer)))).toEqual(proven)
})

// cases 58, 59
it('a longer life comes to one end in a thousand random orders, each event told up to three times', async () => {
  const seed = Date.now()
  const { below, shuffled } = dice(seed)
  const proven = await everyFirstReading(longLife)
  const { buyer, subjects } = await whoLived(longLife)
  for (let life = 0; life < 1000; life++) {
    const word = shuffled(subjects.flatMap(each => Array.from({ length: 1 + below(3) }, () => each)))
    expect(proven, `seed ${seed}`).toContain(spell(withoutRepeats(word), buyer))
  }
}, 120_000)

it('events told late, twice and in any order while life goes on come to the same end', async () => {
  const seed = Date.now()
  const { below } = dice(seed)
  const expected = await inOrder(longLife)
  for (let life = 0; life < 6; life++) {
    const buyer = await aBuyer(books)
    const steps = longLife(buyer)
    const underway: Subject[] = []
    for (let happened = 0; happened < steps.length || underway.length > 0; ) {
      const step = steps[happened]
      if (step && (underway.length === 0 || below(2) === 0)) {
        record.write(...step.written)
        underway.push(...Array.from({ length: 1 + below(2) }, () => subjectIn(step)))
        happened++
        continue
      }
      const [subject] = underway.splice(below(underway.length), 1)
      // What a payment costs may not be told yet: then its job waits, and is worked again.
      if (subject && (await reader.bring(subject)) === 'later') underway.push(subject)
    }
    const end = await stateOf(books, buyer)
    expect(lasting(end), `seed ${seed}, life ${life}`).toEqual(lasting(expected))
  }
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})

function at<Item>(items: Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`nothing at ${index}`)
  return item
}
