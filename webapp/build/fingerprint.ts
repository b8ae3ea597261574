import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Names what the app of the clone `root` is built from: two builds of one fingerprint are the same app. */
export async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await sources(root)) {
    const content = await readFile(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

/** The app, what builds it, its texts, and the exact tools and libraries. */
async function sources(root: string): Promise<string[]> {
  const app = await readdir(join(root, 'webapp'), { recursive: true, withFileTypes: true })
  const texts = await readdir(join(root, 'bot/locales'), { withFileTypes: true })
  const files = [...app, ...texts].flatMap(entry =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(join(root, '/').length)] : [],
  )
  return [...files, 'package-lock.json'].map(file => file.replaceAll('\\', '/')).toSorted()
}
