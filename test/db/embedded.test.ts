import { once } from 'node:events'
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbeddedPostgres } from '../../db/embedded.ts'
import { isAlive } from '../../db/embedded-process.ts'
import { embeddedPlace, pidOf, query, untilGone } from '../support/embedded.ts'

const place = embeddedPlace()

test('the first start prepares the data, says so, and gives a database that speaks UTF-8', async () => {
  const lines: string[] = []
  const { url, adopted, stop } = await openEmbeddedPostgres({
    dataDir: place.dataDir,
    onProgress: line => lines.push(line.replace(/^Port 15432 is taken: .*/, '')),
  })

  expect(adopted).toBe(false)
  expect(lines.filter(Boolean)).toEqual([
    'Preparing Postgres (first start, a few seconds)…',
    expect.stringMatching(/^Postgres is ready in \d+\.\d s$/),
  ])
  const sql = `select current_database() as name, getdatabaseencoding() as encoding, upper('ёж') as word`
  expect(await query(url, sql)).toEqual([{ name: 'starpass', encoding: 'UTF8', word: 'ЁЖ' }])
  expect(await readdir(place.folder)).toEqual(['postgres'])
  await stop()
})

test('only this machine reaches it, and only with the password, which only its owner can read', async () => {
  await place.copyPrepared()
  const { url } = await place.open()

  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  expect(await query(url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
  const guess = new URL(url)
  guess.password = 'guess'
  await expect(query(guess.href, 'select')).rejects.toMatchObject({ code: '28P01' })
  expect((await stat(join(place.dataDir, 'starpass.password'))).mode & 0o777).toBe(0o600)
  expect((await stat(place.dataDir)).mode & 0o777).toBe(0o700)
})

test('what was written is there after a stop and a start on another port', async () => {
  await place.copyPrepared()
  const first = await place.open()
  await query(first.url, `create table kept (word text); insert into kept values ('here')`)
  const pid = pidOf(place.dataDir)
  await Promise.all([first.stop(), first.stop()])
  expect(isAlive(pid)).toBe(false)

  const lines: string[] = []
  const again = await place.open({ onProgress: line => lines.push(line) })
  expect(again.adopted).toBe(false)
  expect(await query(again.url, 'select word from kept')).toEqual([{ word: 'here' }])
  expect(lines).toHaveLength(1)
})

test('a database that was dropped is made again', async () => {
  await place.copyPrepared()
  const first = await place.open()
  const admin = new URL(first.url)
  admin.pathname = '/postgres'
  await query(admin.href, 'drop database starpass')
  await first.stop()
  expect(await query((await place.open()).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('settings given as flags hold', async () => {
  await place.copyPrepared()
  const { url } = await place.open({ flags: ['-c', 'max_connections=7'] })
  expect(await query(url, 'show max_connections')).toEqual([{ max_connections: '7' }])
})

test('a busy port gives way to the next free one, and says so', async () => {
  await place.copyPrepared()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const lines: string[] = []
  const { url } = await place.open({ port, onProgress: line => lines.push(line) })
  expect(Number(new URL(url).port)).toBeGreaterThan(port)
  expect(lines).toContainEqual(`Port ${port} is taken: Postgres uses ${new URL(url).port}`)
  server.close()
})

test('several that want the same port at the same time each get one', async () => {
  const dirs = ['a', 'b', 'c'].map(name => join(place.folder, name))
  for (const dir of dirs) await place.copyPrepared(dir)
  const all = await Promise.all(dirs.map(dataDir => place.open({ dataDir, port: 21_500 })))
  expect(new Set(all.map(each => new URL(each.url).port)).size).toBe(3)
})

test('no free port left is an error that says what to do', async () => {
  await place.copyPrepared()
  await expect(place.open({ port: 65_536 })).rejects.toThrow(
    /No free port for Postgres from 65536.*DATABASE_URL/,
  )
})

test('a folder that only its owner may enter is no obstacle', async () => {
  await place.copyPrepared()
  await chmod(place.folder, 0o700)
  expect(await query((await place.open()).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a process that exits without stopping leaves no Postgres behind', async () => {
  await place.copyPrepared()
  const { postgres } = await place.owner('exit')
  await untilGone(postgres)
  await expect(stat(join(place.dataDir, 'postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a start that fails tells what Postgres said, and what helps', async () => {
  await place.copyPrepared()
  await expect(place.open({ flags: ['-c', 'no_such_setting=1'] })).rejects.toThrow(
    /did not start in .*no_such_setting.*Correct the flags.*DATABASE_URL/s,
  )
  expect((await readdir(place.dataDir)).filter(name => name.startsWith('postgres.log'))).toEqual([
    'postgres.log',
  ])
})

test('data of a Postgres that is not ours are refused, and left as they were', async () => {
  await mkdir(join(place.dataDir, 'global'), { recursive: true })
  await writeFile(join(place.dataDir, 'PG_VERSION'), '18\n')
  await writeFile(join(place.dataDir, 'global', 'pg_control'), '')
  await expect(place.open()).rejects.toThrow(/not a Postgres made by Starpass/)
  expect(await readdir(place.dataDir)).toEqual(['PG_VERSION', 'global'])
})

test('a folder with something else in it is refused, and left as it was', async () => {
  await writeFile(join(place.folder, 'letter.txt'), 'Dear')
  await expect(place.open({ dataDir: place.folder })).rejects.toThrow(
    /is not empty, and not a Postgres made by Starpass/,
  )
  await writeFile(place.dataDir, 'a file')
  await expect(place.open()).rejects.toThrow(/cannot be used:\n {2}ENOTDIR.*DATABASE_URL/s)
  expect(await readdir(place.folder)).toEqual(['letter.txt', 'postgres'])
  await rm(place.dataDir)
})
