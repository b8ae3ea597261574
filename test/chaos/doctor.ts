import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../main.ts')

/** `npm run doctor` on the same settings: what it finds bad, or its exit code; empty when it is content. */
export async function askDoctor(env: Record<string, string>): Promise<string[]> {
  const child = spawn(process.execPath, [MAIN, 'doctor'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', chunk => (printed += chunk))
  const [code] = await once(child, 'close')
  if (code === 0) return []
  return [`the doctor ends with ${code}:`, ...printed.split('\n').filter(line => /BAD|Error/.test(line))]
}
