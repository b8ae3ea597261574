import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const SCRIPT = join(import.meta.dirname, '../../docs/examples/device.py')
const run = promisify(execFile)

/** Where there is no Python, there is no script to run. */
export async function hasPython(): Promise<boolean> {
  try {
    await run('python3', ['--version'])
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Runs docs/examples/device.py as a device does: its exit code, and what it says. */
export async function runDevice(
  environment: Record<string, string>,
  ...keys: string[]
): Promise<[code: number, said: string]> {
  const env = { PATH: process.env['PATH'], ...environment }
  return await run('python3', [SCRIPT, ...keys], { env }).then(
    ({ stdout }) => [0, stdout],
    ({ code, stdout, stderr }) => [code, `${stdout}${stderr}`],
  )
}
