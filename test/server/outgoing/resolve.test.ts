import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { byNameServers, publicOnly } from '../../../server/outgoing/resolve.ts'

const A = 1
const AAAA = 28

/** A name server, as much of RFC 1035 as a question and its answers: what it does not know has none, or is not there. */
const server = createSocket('udp4')
/** By name; the bytes of each address of it. null: it says nothing at all. */
const known: Record<string, Partial<Record<number, number[]>> | null> = {
  'both.example': { [A]: [93, 184, 216, 34], [AAAA]: [0x26, 6, 0x28, ...Array(12).fill(0), 1] },
  'old.example': { [A]: [93, 184, 216, 34] },
  'inside.example': { [A]: [10, 0, 0, 1] },
  'dead.example': null,
}
const heard: string[] = []

server.on('message', (question, { port, address }) => {
  const labels: string[] = []
  let at = 12
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  const name = labels.join('.')
  heard.push(name)
  const records = known[name]
  if (records === null) return
  const type = question.readUInt16BE(at + 1)
  const bytes = records?.[type]
  const head = Buffer.from(question.subarray(0, 12))
  head.writeUInt16BE(records ? 0x8180 : 0x8183, 2)
  head.writeUInt16BE(bytes ? 1 : 0, 6)
  // No more than the question: what else was asked along (EDNS) is not answered.
  head.writeUInt16BE(0, 10)
  const answer = bytes ? [0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes] : []
  server.send(Buffer.concat([head, question.subarray(12, at + 5), Buffer.from(answer)]), port, address)
})
beforeAll(() => new Promise<void>(resolve => server.bind(0, '127.0.0.1', resolve)))
afterAll(() => new Promise<void>(resolve => server.close(resolve)))

function asking(signal = new AbortController().signal) {
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${server.address().port}`])
  return byNameServers(signal, resolver)
}

it('finds what name servers know, of either kind, and nothing that only this machine does', async () => {
  const find = promisify(asking())
  const four = { address: '93.184.216.34', family: 4 }
  expect(await find('both.example', { all: true })).toEqual([four, { address: '2606:2800::1', family: 6 }])
  expect(await find('old.example', { all: true })).toEqual([four])
  expect(await find('93.184.216.34', { all: true })).toEqual([four])
  await expect(find('localhost.localdomain', { all: true })).rejects.toMatchObject({ code: 'ENOTFOUND' })
  const reached = promisify(publicOnly(asking()))
  await expect(reached('inside.example', { all: true })).rejects.toMatchObject({ code: 'private address' })
})

it('gives up a name that no server answers for as soon as it is told to', async () => {
  const stopping = new AbortController()
  const found = promisify(asking(stopping.signal))('dead.example', { all: true })
  const refused = expect(found).rejects.toMatchObject({ code: 'ECANCELLED' })
  await expect.poll(() => heard).toContain('dead.example')
  stopping.abort()
  await refused
})
