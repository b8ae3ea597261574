import type { Dice } from './storm.ts'

/** One attempt to pay: who, for what, and what is odd about it. People are numbers from 0. */
export interface Deed {
  payer: number
  /** Whose order is paid; another's is a forwarded invoice. */
  buyer: number
  planCode: string
  /** By an invoice link, with or without the bot being asked first, or from the chat after /buy. */
  way: 'link' | 'link_asked' | 'chat'
  /** What the payment claims against the order. */
  lie: 'amount' | 'payload' | null
  /** The money goes back so many charges later. */
  refund: { by: 'telegram' | 'admin'; after: number } | null
}

/** How often a plan is bought, in parts of 100. Who buys for ever twice gets the second payment back. */
const PLANS: [string, number][] = [
  ['week', 50],
  ['month', 25],
  ['year', 15],
  ['lifetime', 10],
]

/** Endless deeds of `regulars`; `visitors` more come to the chat and buy there. The same dice, the same deeds. */
export function* deedsOf(
  dice: Dice,
  { regulars, visitors }: { regulars: number; visitors: number },
): Generator<Deed> {
  const { below } = dice
  const oneIn = (count: number) => below(count) === 0
  while (true) {
    const asked = oneIn(8)
    const buyer = below(regulars)
    const planCode = draw(dice)
    const forwarded = oneIn(20)
    const lie = oneIn(40) ? 'amount' : oneIn(100) ? 'payload' : null
    const refund = oneIn(25) ? ({ by: oneIn(2) ? 'telegram' : 'admin', after: below(40) } as const) : null
    if (visitors > 0 && oneIn(30)) {
      const visitor = regulars + below(visitors)
      yield { payer: visitor, buyer: visitor, planCode, way: 'chat', lie: null, refund }
    } else {
      const payer = forwarded ? below(regulars) : buyer
      yield { payer, buyer, planCode, way: asked ? 'link_asked' : 'link', lie: asked ? null : lie, refund }
    }
  }
}

function draw({ below }: Dice): string {
  let left = below(100)
  for (const [code, share] of PLANS) {
    if (left < share) return code
    left -= share
  }
  throw new Error('the shares of the plans do not come to 100')
}
