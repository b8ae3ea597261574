import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accountFor, type Launch, launcher } from '../../db/embedded-account.ts'
import { binaries } from '../../db/embedded-binaries.ts'
import { makeData } from '../../db/embedded-data.ts'
import { findOrStart } from '../../db/embedded-find.ts'
import { read } from '../../db/embedded-process.ts'
import { freePort, type Start, start } from '../../db/embedded-start.ts'
import { enter } from '../../db/embedded-users.ts'
import { embeddedPlace } from '../support/embedded.ts'

const place = embeddedPlace()
const plain: Launch = (command, args) => ({ command, args, identity: {} })
/** A program in place of Postgres's own. */
const shell =
  (script: string): Launch =>
  () => ({ command: '/bin/sh', args: ['-c', script], identity: {} })
const PORT_TAKEN: Start = { kind: 'port_taken' }
const IN_USE: Start = { kind: 'data_in_use' }
const none = async () => null
const silent = () => {}

function scripted(...results: Start[]) {
  const ports: number[] = []
  const run = async (port: number): Promise<Start> => {
    ports.push(port)
    return results.shift() ?? { kind: 'started', postmaster: { pid: 1, port, status: 'ready' } }
  }
  return { ports, run }
}

test('a port that somebody takes at the last moment is given up for the next one', async () => {
  await place.copyPrepared()
  const { postgres } = await binaries()
  const launch = await launcher(await accountFor(place.dataDir), [postgres, place.dataDir], postgres)
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await start(place.dataDir, port, [], postgres, launch)).toEqual(PORT_TAKEN)
  server.close()

  const wanted = await freePort(0)
  const { ports, run } = scripted(PORT_TAKEN)
  const lines: string[] = []
  expect(await findOrStart(none, run, wanted, line => lines.push(line))).toEqual({
    adopted: false,
    port: ports[1],
  })
  expect(ports[1]).toBeGreaterThan(wanted)
  expect(lines).toEqual([`Port ${wanted} is taken: Postgres uses ${ports[1]}`])
  expect((await findOrStart(none, scripted(PORT_TAKEN).run, 0, silent)).adopted).toBe(false)
})

test('data that another Postgres has are not touched: it is looked for again', async () => {
  await place.copyPrepared()
  await place.open()
  const { postgres } = await binaries()
  const launch = await launcher(await accountFor(place.dataDir), [postgres, place.dataDir], postgres)
  expect(await start(place.dataDir, await freePort(0), [], postgres, launch)).toEqual(IN_USE)

  const answers = [null, { pid: 1, port: 7, status: 'ready' }]
  const find = async () => answers.shift() ?? null
  expect(await findOrStart(find, scripted(IN_USE).run, 0, silent)).toEqual({ adopted: true, port: 7 })
  await expect(findOrStart(none, scripted(IN_USE, IN_USE).run, 0, silent, 2)).rejects.toThrow(
    /does not let go/,
  )
})

test('a Postgres that cannot be run, or dies without a word, is told by what is known', async () => {
  await mkdir(place.dataDir)
  await expect(start(place.dataDir, 1, [], join(place.folder, 'nothing'), plain)).rejects.toThrow(
    /ENOENT.*glibc/s,
  )
  await expect(start(place.dataDir, 1, [], '', shell('kill -9 $$'))).rejects.toThrow('it ended with SIGKILL')
  expect(await readdir(place.dataDir)).toEqual([])
})

test('an initdb that fails tells why, and leaves nothing behind', async () => {
  const make = (launch: Launch) => makeData(place.dataDir, join(place.folder, 'nothing'), launch, null)
  await expect(make(plain)).rejects.toThrow(/Could not run .*nothing.*ENOENT/s)
  await expect(make(shell('echo the disk is broken >&2; exit 3'))).rejects.toThrow(
    /\(3\):\n {2}the disk is broken/,
  )
  await expect(make(shell('kill -9 $$'))).rejects.toThrow('(SIGKILL)')
  expect(await readdir(place.folder)).toEqual([])
})

test('of two that prepare the same data the second keeps what the first made', async () => {
  const { uid, gid } = await stat(place.folder)
  await makeData(place.dataDir, '', shell('true'), { uid, gid })
  const password = await readFile(join(place.dataDir, 'starpass.password'), 'utf8')
  await makeData(place.dataDir, '', shell('true'), null)
  expect(await readFile(join(place.dataDir, 'starpass.password'), 'utf8')).toBe(password)
})

test('new data never replace something else', async () => {
  await mkdir(place.dataDir)
  await writeFile(join(place.dataDir, 'letter.txt'), 'Dear')
  await expect(makeData(place.dataDir, '', shell('true'), null)).rejects.toMatchObject({ code: 'ENOTEMPTY' })
  expect(await readdir(place.folder)).toEqual(['postgres'])
})

test("data thrown away while in use are nobody's any more", async () => {
  await mkdir(place.dataDir)
  const [one, other] = [enter(place.dataDir), enter(place.dataDir)]
  expect(one.leave()).toBe(false)
  await rm(place.dataDir, { recursive: true })
  expect(other.leave()).toBe(true)
})

test('a lock file that cannot be read is not held for one that is not there', () => {
  expect(read(join(place.folder, 'nothing'))).toBeUndefined()
  expect(() => read(place.folder)).toThrow(/EISDIR/)
})
