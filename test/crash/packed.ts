import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/** What takes longest to load, for being hundreds of small files. */
const HEAVY = ['@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/migrations', 'pg-boss']

/** These are in them, and must be there once. */
const INSIDE = [/^@mikro-orm\//, 'kysely', 'pg-boss']

/**
 * Packs the heavy dependencies into a few files in `folder`, so that hundreds of processes begin in half the time; says
 * which address stands for which name. Our own files are not among them.
 */
export async function packDependencies(folder: string): Promise<Record<string, string>> {
  const nameOf = (dependency: string) => dependency.replaceAll(/\W/g, '-')
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: INSIDE },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(HEAVY.map(name => [nameOf(name), name])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  // What they import in their turn is found from there.
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return Object.fromEntries(
    HEAVY.map(name => [name, pathToFileURL(join(folder, `${nameOf(name)}.mjs`)).href]),
  )
}
