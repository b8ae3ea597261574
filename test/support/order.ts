import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, by its path; a fresh clone has no earlier run to know that from. */
const LONG = [
  'test/crash/crash.test.ts',
  'test/e2e/',
  'test/stop.test.ts',
  'test/chaos/',
  'test/main',
  'test/db/embedded',
  'test/db/carry-on',
  'test/db/rebuild',
  'test/stories/',
]

/** The long ones begin first, so that none is left alone with one core at the end. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const at = LONG.findIndex(path => moduleId.includes(`/${path}`))
  return at === -1 ? LONG.length : at
}
