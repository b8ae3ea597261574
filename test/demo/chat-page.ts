import { join } from 'node:path'
import { fingerprint } from '../../webapp/build/fingerprint.ts'
import { buildOnce } from '../../webapp/build/once.ts'
import { buildPage } from '../sandbox/page/build.ts'

/** The folder of the chat page, built once for all demos of this clone, and again when it changed. */
export async function chatPage(say: (line: string) => void): Promise<string> {
  const root = join(import.meta.dirname, '../..')
  return await buildOnce('.data/page', await fingerprint(root, ['test/sandbox/page']), async directory => {
    say('Building the chat page…')
    await buildPage(directory)
  })
}
