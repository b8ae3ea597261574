import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { appFiles } from '../../server/app-files.ts'
import { type App, createFrame } from '../../server/frame.ts'
import { createLogger } from '../../server/log.ts'

export const PAGE = '<!doctype html><title>The app</title>'
export const SCRIPT = `console.log('${'starpass '.repeat(200)}')`
export const ASSET = '/app/assets/index-B4dC0ffe.js'
/** Who may frame it besides Telegram's own. */
export const HOST = 'http://127.0.0.1:8800'
/** Whatever the machine keeps there, nobody may be able to read it. */
export const SECRET = 'BOT_TOKEN=of-the-shop'

/** A built app as small as can be, served; with a secret beside it, and one hidden in it. */
export async function serveFolder(): Promise<{ app: App; close(): Promise<void> }> {
  await mkdir('.data/test', { recursive: true })
  // A folder that is called as the hashed files are must not make its page immutable.
  const folder = await mkdtemp(join('.data/test', 'assets-'))
  const files = join(folder, 'assets', 'app')
  await mkdir(join(files, 'assets'), { recursive: true })
  await writeFile(join(folder, 'assets', 'secret.env'), SECRET)
  await writeFile(join(files, '.env'), SECRET)
  await writeFile(join(files, 'index.html'), PAGE)
  const script = join(files, 'assets/index-B4dC0ffe.js')
  await writeFile(script, SCRIPT)
  await writeFile(`${script}.br`, brotliCompressSync(SCRIPT))
  await writeFile(`${script}.gz`, gzipSync(SCRIPT))
  const app = createFrame(createLogger('silent'), frame => appFiles(frame, { files, frameAncestors: [HOST] }))
  const close = async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { app, close }
}
