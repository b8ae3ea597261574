import { writeSync } from 'node:fs'
import type { Reporter, TestModule, Vitest } from 'vitest/node'

/**
 * Closes the run with one line, `Tests: 214 passed, 0 failed`, and fails it when a test was skipped: what is not
 * run proves nothing. Tests left out by `-t` are not meant.
 */
export class Count implements Reporter {
  #vitest: Vitest | undefined
  #line = ''

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
    // At the very end, below the table of coverage.
    process.once('exit', () => writeSync(1, this.#line))
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const ended = (state: string) => tests.filter(test => test.result().state === state).length
    // A file that could not be loaded, or an error outside any test, is a failure too.
    const broken = modules.filter(module => module.state() === 'failed' && !hasFailedTest(module)).length
    const failed = ended('failed') + broken + errors.length
    const skipped = this.#vitest?.getGlobalTestNamePattern() ? 0 : ended('skipped')
    if (skipped > 0) process.exitCode = 1
    const complaint = skipped > 0 ? `${skipped} skipped, and a skipped test proves nothing\n` : ''
    this.#line = `${complaint}Tests: ${ended('passed')} passed, ${failed + skipped} failed\n`
  }
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0
}
