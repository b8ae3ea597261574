import type { Agenda } from './agenda.ts'
import type { Crowd } from './crowd.ts'
import { type Dice, moments } from './storm.ts'
import type { Telegram } from './telegram.ts'

/** People who block the bot in the middle of it all. */
export interface Fickle {
  /** Those who come back at the end do, and say so. */
  comeBack(): Promise<void>
  /** Telegram ids of all of them. */
  everyone: number[]
  /** Of those who stay away. */
  gone: number[]
}

/** One in fifty regulars blocks the bot at some moment; every third of them for good. */
export function planFickle(
  dice: Dice,
  storm: { payments: number; agenda: Agenda; telegram: Telegram; crowd: Crowd },
): Fickle {
  const { payments, agenda, telegram, crowd } = storm
  const { control } = telegram
  const count = Math.ceil(crowd.regulars / 50)
  const who = dice.shuffled(crowd.people.slice(0, crowd.regulars)).slice(0, count)
  for (const [at, moment] of moments(dice, count, payments).entries())
    agenda.at(moment, async () => void (await control.block({ person: who[at] ?? 0, blocked: true })))
  const gone = who.filter((_, at) => at % 3 === 2)
  return {
    everyone: who,
    gone,
    async comeBack() {
      for (const person of who) {
        if (gone.includes(person)) continue
        await control.block({ person, blocked: false })
        await control.send({ person, text: '/start' })
      }
    },
  }
}
