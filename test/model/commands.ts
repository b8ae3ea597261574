import fc from 'fast-check'
import type { Life } from './life.ts'

/** Something that happens in a life; `toString` is what it says of itself when it was in the way. */
export type Command = fc.AsyncCommand<Life, Life>

/** One kind of thing that can happen: how often, with what, and how. */
export interface Kind {
  name: string
  weight: number
  any: fc.Arbitrary<Command>
  /** With just this. */
  exactly(of: object): Command
}

export function kind<Of extends object>(
  name: string,
  weight: number,
  of: { [Field in keyof Of]: fc.Arbitrary<Of[Field]> },
  run: (life: Life, of: Of) => Promise<unknown>,
): Kind {
  const exactly = (chosen: object): Command => ({
    check: () => true,
    async run(_, life) {
      // So that nothing happens at the same moment as something else.
      await life.provider.turn(STEP_MS)
      await run(life, chosen as Of)
      await life.look()
    },
    toString: () => `${name} ${JSON.stringify(chosen)}`,
  })
  return { name, weight, any: fc.record(of).map(exactly), exactly }
}

/** Five orders a minute are anybody's. */
const STEP_MS = 15_000

export const who = fc.nat(1)
/** Which of those there are by then; none yet: nothing happens. */
export const which = fc.nat(9)

export function pick<Item>(items: Item[], index: number): Item | undefined {
  return items[index % items.length]
}

/** What a provider refuses did not happen. */
export async function wish(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof Error && /^4\d\d /.test(error.message))) throw error
  })
}
