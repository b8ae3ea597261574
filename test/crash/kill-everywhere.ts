import type { Runs } from './crash-hook.ts'
import type { Site } from './crash-points.ts'
import type { Ground } from './ground.ts'
import { type Lane, type Outcome, openLane } from './lane.ts'
import { sourcesWithCrashPoints } from './sources.ts'
import type { Step } from './step.ts'
import { STEPS } from './steps.ts'
import type { Death } from './victim-process.ts'

/** Processes that die at a time, each in books in which no other is just then. */
const LANES = 4

/** What came of killing a process at each crash point. */
export interface Toll {
  /** The awaits before or after which no step ever is. */
  unreached: Site[]
  /** The points that each step passes, in order, in runs. */
  passed: Map<Step, Runs>
  /** What each step comes to where nobody dies. */
  undisturbed: Map<Step, string[]>
  killed: Killed[]
}

export type Killed = Outcome & { death: Death }

/** Lets every step be done undisturbed, then kills a process at each point that was passed: `only` those named so. */
export async function killEverywhere(ground: Ground, only: string): Promise<Toll> {
  const { sites, sources } = sourcesWithCrashPoints()
  const build = await ground.build(sources)
  const lanes = await Promise.all(Array.from({ length: LANES }, () => openLane(ground.telegram)))
  try {
    const passed = new Map<Step, Runs>()
    await shared(lanes, STEPS, async (lane, step) => void passed.set(step, await lane.live(step, build)))
    const stepAt = (point: string) => STEPS.find(step => passed.get(step)?.flat().includes(point))

    // Whoever asks for single points gets them all; else one of a run does for its others: the last, with most in hand.
    const deaths = STEPS.flatMap(step =>
      (passed.get(step) ?? []).flatMap(run => {
        const points = run.filter(point => point.includes(only) && stepAt(point) === step)
        return (only === '' ? points.slice(-1) : points).map(point => ({ point, step }))
      }),
    )
    await shared(lanes, deaths, (lane, { point, step }) => lane.die(step, build, point))

    const outcomes = (await Promise.all(lanes.map(lane => lane.recover()))).flat()
    return {
      unreached: sites.filter(site => !pointsOf(site).every(stepAt)),
      passed,
      undisturbed: new Map(outcomes.filter(({ death }) => !death).map(({ step, state }) => [step, state])),
      killed: outcomes.filter((outcome): outcome is Killed => outcome.death !== null),
    }
  } finally {
    for (const lane of lanes) await lane.close()
  }
}

function pointsOf({ name }: Site): string[] {
  return [`before ${name}`, `after ${name}`]
}

/** Each lane takes the next item as soon as it is done with one. */
async function shared<Item>(
  lanes: Lane[],
  items: Item[],
  work: (lane: Lane, item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  await Promise.all(
    lanes.map(async lane => {
      for (const item of queue) await work(lane, item)
    }),
  )
}
