import fc from 'fast-check'
import { byCard } from './by-card.ts'
import type { Command } from './commands.ts'
import { inStars } from './in-stars.ts'
import { Life } from './life.ts'
import { toTheShop } from './to-the-shop.ts'

const KINDS = [...inStars, ...byCard, ...toTheShop]

/** Whole lives: whatever happens, in any order. `replayPath`: as a failure printed it. */
export function lives(most: number, replayPath = ''): fc.Arbitrary<Iterable<Command>> {
  const happening = fc.oneof(...KINDS.map(({ weight, any }) => ({ weight, arbitrary: any })))
  return fc.commands([happening], { maxCommands: most, size: 'max', ...(replayPath && { replayPath }) })
}

/** Lives it, and reconciles at the end. */
export async function live(commands: Iterable<Command>): Promise<void> {
  const life = await Life.open()
  try {
    await fc.asyncModelRun(() => ({ model: life, real: life }), commands)
    await life.reconcile()
  } finally {
    await life.close()
  }
}

/** A life as a failure printed it: `buys in Stars {"who":0,"planCode":"club","asked":true}`, one after the other. */
export async function liveThrough(...said: string[]): Promise<void> {
  await live(said.map(commandOf))
}

function commandOf(said: string): Command {
  const at = said.indexOf(' {')
  const kind = KINDS.find(({ name }) => name === said.slice(0, at))
  if (!kind) throw new Error(`nothing happens like that: ${said}`)
  return kind.exactly(JSON.parse(said.slice(at)))
}
