import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '../../webapp/build/build.ts'
import { fingerprint } from '../../webapp/build/fingerprint.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** How the app comes to be built, on a clone as small as can be. */
describe('building the Mini App', () => {
  let folder: string
  let root: string
  let outDir: string
  let said: string[]

  beforeEach(async () => {
    await mkdir('.data/test', { recursive: true })
    folder = await mkdtemp('.data/test/build-')
    root = join(process.cwd(), folder, 'clone')
    outDir = join(folder, 'app')
    said = []
    await write('webapp/index.html', '<div id="app"></div><script type="module" src="./main.tsx"></script>')
    await write(
      'webapp/main.tsx',
      `import { render } from 'preact'\nimport './app.css'\nrender(<p>${'long '.repeat(300)}</p>, document.body)\n`,
    )
    await write('webapp/app.css', 'p { color: green }')
    await write('bot/locales/en.ftl', 'hello = Hello\n')
    await write('package-lock.json', '{}')
  })

  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function write(file: string, content: string): Promise<void> {
    await mkdir(join(root, file, '..'), { recursive: true })
    await writeFile(join(root, file), content)
  }

  const build = () => buildApp({ root, outDir, onProgress: line => said.push(line) })

  it('makes a page with scripts of its own only, each file small enough to send', async () => {
    const files = await build()
    const page = await readFile(join(files, 'index.html'), 'utf8')
    // The Content-Security-Policy refuses every script and style that stands in the page.
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
    expect(page).toMatch(/src="\.\/assets\/index-[\w-]{8}\.js"/)
    const assets = (await readdir(join(files, 'assets'))).map(name => name.replace(/-[\w-]{8}\./, '.'))
    expect(assets.toSorted()).toEqual(['index.css', 'index.js', 'index.js.br', 'index.js.gz'])
  })

  it('happens once: what is built already is not even looked into', async () => {
    const first = await build()
    expect(said).toEqual(['Building the Mini App…'])
    await writeFile(join(first, 'index.html'), 'as it was')
    expect(await build()).toBe(first)
    expect(said).toHaveLength(1)
    expect(await readFile(join(first, 'index.html'), 'utf8')).toBe('as it was')
  })

  it.each(['webapp/main.tsx', 'webapp/app.css', 'bot/locales/en.ftl', 'package-lock.json'])(
    'happens again when %s is another',
    async file => {
      const before = await fingerprint(root)
      await write(file, `${await readFile(join(root, file), 'utf8')} `)
      expect(await fingerprint(root)).not.toBe(before)
    },
  )

  it('happens again when a file of the app is new, or has another name', async () => {
    const before = await fingerprint(root)
    await write('webapp/parts/new.css', '')
    const added = await fingerprint(root)
    await rm(join(root, 'webapp/parts/new.css'))
    await write('webapp/parts/other.css', '')
    expect(new Set([before, added, await fingerprint(root)]).size).toBe(3)
  })

  it('is the same whoever does it first, and leaves one app, when several start together', async () => {
    const built = await Promise.all([build(), build(), build()])
    expect(new Set(built).size).toBe(1)
    expect(await readdir(outDir)).toHaveLength(1)
    expect(await readdir(built[0])).toContain('index.html')
  }, 60_000)

  it('killed in the middle, leaves nothing that passes for an app, and is begun anew', async () => {
    const script = builder(root, outDir)
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { detached: true })
    await expect.poll(() => readdir(outDir).catch(() => [])).toHaveLength(1)
    const gone = once(child, 'exit')
    // With the process it has its work done in, as `kill -9` of a container's does.
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await gone

    const files = await build()
    expect(said).toEqual(['Building the Mini App…'])
    expect(await readdir(files)).toContain('index.html')
  }, 60_000)

  it('forgets what killed builds left and old apps, but not the last, which another process may still serve', async () => {
    const ages = { 'unfinished-of-a-killed-one': 2, 'long-ago': 90, 'until-now': 30, 'unfinished-at-work': 0 }
    for (const [name, days] of Object.entries(ages)) {
      await mkdir(join(outDir, name), { recursive: true })
      const then = new Date(Date.now() - days * DAY_MS)
      await utimes(join(outDir, name), then, then)
    }
    const files = await build()
    expect((await readdir(outDir)).toSorted()).toEqual(
      [basename(files), 'unfinished-at-work', 'until-now'].toSorted(),
    )
  })

  it('says what is wrong with the sources, and leaves nothing', async () => {
    await write('webapp/main.tsx', 'const = 1')
    await expect(build()).rejects.toThrow(/The Mini App cannot be built\.[\s\S]*main\.tsx/)
    expect(await readdir(outDir)).toEqual([])
  })

  it('is not touched by how this machine is set up', async () => {
    await write('webapp/main.tsx', 'document.title = import.meta.env.DEV ? "for developers" : "for people"')
    await write('webapp/.env', 'VITE_SECRET=1')
    const files = await build()
    const [script = ''] = (await readdir(join(files, 'assets'))).filter(name => name.endsWith('.js'))
    const code = await readFile(join(files, 'assets', script), 'utf8')
    expect(code).toContain('for people')
    expect(code).not.toContain('for developers')
  })
})

/** A program that builds. */
function builder(root: string, outDir: string): string {
  const module = join(process.cwd(), 'webapp/build/build.ts')
  return `
    import { buildApp } from ${JSON.stringify(module)}
    await buildApp({ root: ${JSON.stringify(root)}, outDir: ${JSON.stringify(outDir)}, onProgress() {} })`
}
