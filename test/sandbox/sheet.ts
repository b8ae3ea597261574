import { releasePayments } from './hold.ts'
import { findPerson } from './people.ts'
import type { Sheet } from './wire.ts'
import type { World } from './world.ts'

/** How this person's payments end from now on; what was held back comes when nothing holds it any more. */
export function setSheet(world: World, sheet: Sheet): void {
  findPerson(world, sheet.person)
  world.sheets.set(sheet.person, sheet)
  if (sheet.holds_update) return
  for (const bot of world.state.bots.values()) releasePayments(world, bot, sheet.person)
}
