import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = ['.html', '.js', '.css', '.svg', '.json']
/** Smaller ones fit in one packet anyway. */
const LEAST_BYTES = 1024

/** Writes a `.br` and a `.gz` beside each text file in `directory`, as small as they get: it is done once. */
export async function compress(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && TEXT.includes(extname(entry.name)))
  await Promise.all(files.map(({ parentPath, name }) => compressFile(join(parentPath, name))))
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < LEAST_BYTES) return
  const asText = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params: asText }))
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
}
