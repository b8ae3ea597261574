import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { findRunning, shutDown } from '../../db/embedded-postmaster.ts'
import { isAlive } from '../../db/embedded-process.ts'
import { embeddedPlace, pidOf, query, untilGone } from '../support/embedded.ts'

const place = embeddedPlace()

test('the Postgres of a killed owner is found with its data, used again, and stopped in the end', async () => {
  await place.copyPrepared()
  const { child, url, postgres } = await place.owner()
  await query(url, `create table kept (word text); insert into kept values ('here')`)
  child.kill('SIGKILL')
  await untilGone(child.pid ?? 0)

  const lines: string[] = []
  const found = await place.open({ port: 1, onProgress: line => lines.push(line) })
  expect(found).toMatchObject({ adopted: true, url })
  expect(pidOf(place.dataDir)).toBe(postgres)
  expect(lines).toEqual(['Postgres was still running: using it again'])
  expect(await query(found.url, 'select word from kept')).toEqual([{ word: 'here' }])

  await found.stop()
  expect(isAlive(postgres)).toBe(false)
})

test('two that open fresh data at once share one Postgres, and it stays until both have left', async () => {
  const other = place.owner()
  const mine = await place.open()
  const { child, url, adopted, postgres } = await other
  expect(url).toBe(mine.url)
  expect([mine.adopted, adopted].sort()).toEqual([false, true])

  const third = await place.open()
  await third.stop()
  await mine.stop()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  child.kill('SIGKILL')
  await untilGone(child.pid ?? 0)
  await (await place.open()).stop()
  expect(isAlive(postgres)).toBe(false)
  expect(await readdir(place.folder)).toEqual(['postgres'])
})

test('an owner killed while it prepares the data leaves nothing in the way', async () => {
  const owner = place.startOwner()
  while (!(await readdir(place.folder)).some(name => name.startsWith('postgres.new-'))) await pause(5)
  owner.kill('SIGKILL')
  await untilGone(owner.pid ?? 0)

  expect((await place.open()).adopted).toBe(false)
  expect(await readdir(place.folder)).toEqual(['postgres'])
})

test('a half-made data directory is made anew', async () => {
  await mkdir(join(place.dataDir, 'base'), { recursive: true })
  await writeFile(join(place.dataDir, 'PG_VERSION'), '18\n')
  expect(await query((await place.open()).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('lock files of the past hinder no start: another program with that id, another folder, a torn write', async () => {
  const lockOf = (pid: number, dir: string) => `${pid}\n${dir}\n1700000000\n1\n\n127.0.0.1\n  1 2\nready   \n`
  const at = (name: string) => join(place.folder, name)
  const locks = {
    reused: lockOf(process.pid, at('reused')),
    copied: lockOf(process.pid, '/somewhere/else'),
    torn: '',
  }
  for (const [name, lock] of Object.entries(locks)) {
    await mkdir(at(name))
    await writeFile(join(at(name), 'postmaster.pid'), lock)
  }
  const found = await Promise.all(Object.keys(locks).map(name => findRunning(at(name), 'password')))
  expect(found).toEqual([null, null, null])
  for (const name of Object.keys(locks)) expect(await readdir(at(name))).toEqual([])
})

test('after the machine lost power, or Postgres itself was killed, the next start recovers what was committed', async () => {
  await place.copyPrepared()
  const first = await place.open()
  await query(first.url, `create table kept (word text); insert into kept values ('here')`)
  const pid = pidOf(place.dataDir)
  process.kill(pid, 'SIGKILL')
  await untilGone(pid)
  await first.stop()

  const again = await place.open()
  expect(again.adopted).toBe(false)
  expect(await query(again.url, 'select word from kept')).toEqual([{ word: 'here' }])
})

test('a Postgres that is stopping is waited for, and started again', async () => {
  await place.copyPrepared()
  const first = await place.open()
  const stopping = first.stop()
  const again = await place.open()
  expect(again.adopted).toBe(false)
  await stopping
  expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('one that does not stop when asked is told to drop everything', async () => {
  await place.copyPrepared()
  const { url } = await place.open()
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const pid = pidOf(place.dataDir)
  // A connection that cannot end by itself holds up a polite stop.
  process.kill(rows[0].pid, 'SIGSTOP')
  await shutDown(place.dataDir, { politeMs: 100, lastMs: 10_000 })
  expect(isAlive(pid)).toBe(false)
})

test('one that never stops is named, with the way to end it', async () => {
  await place.copyPrepared()
  await place.open()
  const pid = pidOf(place.dataDir)
  process.kill(pid, 'SIGSTOP')
  await expect(shutDown(place.dataDir, { politeMs: 50, lastMs: 50 })).rejects.toThrow(`kill -9 ${pid}`)
  process.kill(pid, 'SIGCONT')
  await untilGone(pid)
})
