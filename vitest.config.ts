import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { Count } from './test/support/count.ts'
import { LongFirst } from './test/support/order.ts'
import { texts } from './webapp/build/texts.ts'

export default defineConfig({
  plugins: [texts({ strict: true })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/postgres.ts', 'test/support/browser.ts', 'test/support/packing.ts'],
    pool: 'forks',
    // Many tests wait for processes of their own, so there are more workers than cores.
    maxWorkers: 4,
    // No test changes a module or the environment; loading the ORM anew for each file costs a third of the time.
    isolate: false,
    // The tests start some hundred processes: what the first compiled the others need not.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.data/test/compiled') },
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    allowOnly: false,
    reporters: ['default', new Count()],
    coverage: {
      provider: 'v8',
      // Pages for every file took seconds of each run; `--coverage.reporter=html` makes them.
      reporter: ['text'],
      include: ['bot/**/*.ts', 'server/**/*.ts', 'db/**/*.ts', 'webapp/**/*.{ts,tsx}'],
      thresholds: {
        'db/**': { lines: 95, branches: 95 },
        'bot/**': { lines: 90, branches: 90 },
        'server/**': { lines: 90, branches: 90 },
        'webapp/**': { lines: 80, branches: 80 },
      },
    },
  },
})
