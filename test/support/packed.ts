import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { pack } from './pack.ts'

/** What to run, and what its processes are to have in their environment. */
export interface Packed {
  script: string
  /** Where what Node has compiled of it is kept as long as this run. */
  env: { NODE_COMPILE_CACHE: string | undefined }
}

/**
 * The program, packed once a run: a process of it begins in half the time, and does the same. That the sources run as
 * they are is for `main.test.ts` and the first demo to show.
 */
export async function packed(program: 'main.ts' | 'test/demo/demo.ts'): Promise<Packed> {
  const folder = join(inject('packing'), program.replaceAll('/', '-'))
  if (!existsSync(folder)) await alone(() => packInto(folder, program))
  return {
    script: join(folder, 'packed.mjs'),
    env: { NODE_COMPILE_CACHE: join(inject('packing'), 'compiled') },
  }
}

async function packInto(folder: string, program: string): Promise<void> {
  if (existsSync(folder)) return
  // It has its name once it is whole.
  await pack(program, `${folder}-unfinished`)
  await rename(`${folder}-unfinished`, folder)
}

/** One worker at a time; a second would do all of the work again. */
async function alone(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'))
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('packing'))`)
    await work()
  } finally {
    await client.end()
  }
}
