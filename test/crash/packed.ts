import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/** Finds files beside itself. */
const LOOSE = ['pino']

/** Makes it possible to run what is packed into this folder: what was left out is found from there. */
export async function linkDependencies(folder: string): Promise<void> {
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
}

/**
 * Packs a module and all it imports into a few files in `folder`, so that hundreds of processes begin in a quarter of
 * the time. `sources` are taken in place of files, by address. Returns what to run.
 */
export async function pack(entry: string, sources: Record<string, string>, folder: string): Promise<string> {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: LOOSE },
    plugins: [
      {
        name: 'as if it were in its place',
        enforce: 'pre',
        load: id => sources[pathToFileURL(id).href] ?? null,
        transform: (code, id) => code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
      },
    ],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { packed: entry },
        // Some tell what a thing is by the name of its class.
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', keepNames: true },
      },
    },
  })
  return join(folder, 'packed.mjs')
}
