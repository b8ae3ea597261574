import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the chat page into `outDir` (created or emptied), and writes nowhere else. Throws what Vite throws. */
export async function buildPage(outDir: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    envDir: false,
    publicDir: false,
    // Relative addresses, so that the page works below any path of the server.
    base: './',
    logLevel: 'silent',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    // light-dark() is left as it is written: every browser that runs Telegram Web today knows it.
    build: {
      outDir: resolve(outDir),
      emptyOutDir: true,
      target: 'esnext',
      modulePreload: { polyfill: false },
    },
  })
}
