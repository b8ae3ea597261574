import { type Person, storable } from '../db/billing.ts'
import { quoted } from './cut.ts'
import { introduce, nameOf } from './introduce.ts'
import { type Answer, choiceOf, type Desk, type Step, type StepAt, type View, wayOut } from './refund-step.ts'

/** People shown at once; more than a few have borne a name only by accident. */
const SHOWN = 8

/** First: whose payment is it? */
export async function askWhom({ ctx, billing }: Desk, { query }: StepAt<'whom'>): Promise<View> {
  const rows = [wayOut(ctx, 'first')]
  if (query === null) return { html: ctx.t('refund-whom'), rows }
  const people = (await billing.findPeople(query)).slice(0, SHOWN)
  if (people.length === 0) return { html: ctx.t('refund-whom-nobody', { query: quoted(query) }), rows }
  const html = [ctx.t('refund-whom-several'), ...people.map(person => introduce(ctx, person))].join('\n\n')
  return { html, rows: [...people.map(person => [button(ctx, person)]), ...rows] }
}

function button({ plain }: Desk['ctx'], person: Person) {
  const vars = { name: nameOf(person) || '?', id: String(person.id) }
  return { label: plain('refund-whom-button', vars), value: `who=${person.id}` }
}

/** The one person found is taken at once; so is the payment, where it was named itself. */
export async function hearWhom({ billing }: Desk, answer: Answer): Promise<Step | null> {
  const chosen = choiceOf('who', answer)
  if (chosen !== null) return { at: 'which', personId: Number(chosen), page: 0 }
  const query = storable(answer.text.trim())
  if (answer.kind !== 'typed' || query === '') return null

  const [person, ...others] = await billing.findPeople(query)
  if (!person || others.length > 0) return { at: 'whom', query }
  const payments = (await billing.story(person.id))?.payments ?? []
  const named = payments.find(({ chargeId, paymentId, orderId }) =>
    [chargeId, paymentId, orderId].includes(query),
  )
  return named
    ? { at: 'why', personId: person.id, chargeId: named.chargeId }
    : { at: 'which', personId: person.id, page: 0 }
}
