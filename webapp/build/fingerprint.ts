import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The app with what builds it, and its texts. */
const APP = ['webapp', 'bot/locales']

/** Names what is built from these folders of the clone `root`: two builds of one fingerprint are the same. */
export async function fingerprint(root: string, folders = APP): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await sources(root, folders)) {
    const content = await readFile(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

/** All files of the folders, and the exact tools and libraries. */
async function sources(root: string, folders: string[]): Promise<string[]> {
  const entries = await Promise.all(
    folders.map(folder => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  )
  const files = entries
    .flat()
    .flatMap(entry =>
      entry.isFile() ? [join(entry.parentPath, entry.name).slice(join(root, '/').length)] : [],
    )
  return [...files, 'package-lock.json'].map(file => file.replaceAll('\\', '/')).toSorted()
}
