import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { compress } from './compress.ts'
import { texts } from './texts.ts'

/**
 * The oldest that open it: iOS 16.4, and the System WebView of an Android that got no update since early 2023. Syntax and
 * CSS are written down to these; what the language itself brings must be in them.
 */
const TARGET = ['safari16.4', 'chrome111', 'firefox114']

/** What is imported later stands alone here: nothing has to be fetched before it, so nothing need be carried for that. */
const plainImports: Plugin = {
  name: 'starpass:plain-imports',
  enforce: 'pre',
  resolveId: id => (id.includes('vite/preload-helper') ? '\0starpass:plain-imports' : null),
  load: id => (id === '\0starpass:plain-imports' ? 'export const __vitePreload = load => load()' : null),
}

/** Bundles the app of the clone `root` into `outDir`, compressed beside itself as well. Throws what Vite throws. */
export async function bundle(root: string, outDir: string): Promise<void> {
  await build({
    root: join(root, 'webapp'),
    configFile: false,
    envDir: false,
    publicDir: false,
    // Relative addresses: PUBLIC_URL may have a path.
    base: './',
    logLevel: 'silent',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    plugins: [texts({ strict: false }), plainImports],
    build: {
      outDir,
      emptyOutDir: true,
      target: TARGET,
      cssTarget: TARGET,
      // The polyfill would be an inline script, which the Content-Security-Policy forbids.
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false,
    },
  })
  await compress(outDir)
}
