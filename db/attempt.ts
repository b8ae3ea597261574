import type { Job, JobOutcome } from './jobs.ts'
import type { Log } from './log.ts'

/** Does a job's work. What goes wrong is logged as trouble with `about`, and the job is tried again later. */
export async function attempt(
  log: Log,
  { id }: Job,
  about:
    | { notice: string }
    | { refund: string }
    | { reading: string }
    | { renewal: string }
    | { webhook: string },
  work: () => Promise<void>,
): Promise<JobOutcome> {
  try {
    await work()
    return { id, status: 'completed' }
  } catch (error) {
    const [what] = Object.keys(about)
    log.warn({ err: error, ...about }, `the ${what} did not go through; it will be tried again`)
    const message = error instanceof Error ? error.message : String(error)
    return { id, status: 'failed', output: { message } }
  }
}
