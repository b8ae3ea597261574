import { readFile, writeFile } from 'node:fs/promises'

/** The secret in this file, made the first time: it stays the same over a restart. */
export async function writeOnce(file: string, make: () => string): Promise<string> {
  const made = make()
  try {
    await writeFile(file, made, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return await readFile(file, 'utf8')
  }
}
