import { Api } from 'grammy'
import type { StarTransaction } from 'grammy/types'
import type { Billing, Charge, Unlisted } from '../../db/billing.ts'
import type { Balance } from '../sandbox/face.ts'

/** What moved a bot's Stars, as if there were nobody but one person; as plain data. */
export interface StarsList {
  /** A bot of its own: the list of each is read on from where it was left. */
  account: number
  transactions: StarTransaction[]
  /** What stands in the books of theirs, and not here. */
  unlisted: Charge[]
}

/** Of what Telegram lists, that of these charges; and something that is no sale. */
export function listOf(
  personId: number,
  { transactions }: Balance,
  { charges, unlisted }: { charges: string[]; unlisted: Charge[] },
): StarsList {
  const ofTheirs = transactions.filter(({ id }) => charges.includes(id))
  const date = ofTheirs[0]?.date ?? 0
  const other: StarTransaction = { id: `other-${personId}`, amount: 70, date, source: { type: 'fragment' } }
  return { account: personId, transactions: [...ofTheirs, other], unlisted }
}

/** A Telegram that has this list, and nothing else to say. */
export function listApi({ account, transactions }: StarsList): Api {
  const api = new Api(`${account}:list`)
  api.config.use(async (_, method, payload) => {
    const { offset = 0, limit = 100 } = payload as { offset?: number; limit?: number }
    const answers = new Map<string, unknown>([
      ['getStarTransactions', { transactions: transactions.slice(offset, offset + limit) }],
      ['getMyStarBalance', { amount: 0 }],
    ])
    return { ok: true, result: answers.get(method) } as never
  })
  return api
}

/** The door, behind which the payments of all others in the same books are on their own lists. */
export function withoutOthers(billing: Billing, { unlisted }: StarsList): Billing {
  const theirs: Unlisted = {
    count: unlisted.length,
    charges: unlisted.map(({ chargeId, price, paidAt }) => ({ chargeId, ...price, paidAt })),
  }
  const { statement } = billing
  return {
    ...billing,
    statement: {
      ...statement,
      async unlisted(of) {
        await statement.unlisted(of)
        return theirs
      },
    },
  }
}
