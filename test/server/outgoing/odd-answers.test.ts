import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Registry } from 'prom-client'
import { afterEach, expect, it } from 'vitest'
import { createSender } from '../../../server/outgoing/sender.ts'
import { DUE } from './due.ts'
import { SECRET } from './receiver.ts'

const close: (() => unknown)[] = []
afterEach(async () => {
  for (const one of close.splice(0)) await one()
})

/** Something that is no web server: `act` has the socket once it was asked. */
async function startOdd(act: (socket: Socket) => void): Promise<string> {
  const server = createServer(socket => {
    // Whoever asked may go at any time.
    socket.on('error', () => {})
    socket.once('data', () => act(socket))
    close.push(() => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  close.push(() => new Promise(resolve => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function senderFor(timeoutMs?: number) {
  const patience = timeoutMs === undefined ? {} : { timeoutMs }
  return createSender({ secrets: [SECRET], allowPrivate: true, registry: new Registry(), ...patience })
}

/** A byte now and then, for ever. */
function trickle(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 5)
  socket.once('close', () => clearInterval(timer))
}

const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'

const SHORT_MS = 60

it.each<[string, (socket: Socket) => void, string, number?]>([
  ['changes the protocol', socket => void socket.write(SWITCH), 'answered 101'],
  ['changes the protocol to none', socket => void socket.write('HTTP/1.1 101 Go on\r\n\r\n'), 'answered 101'],
  ['hangs up', socket => void socket.end(), 'ECONNRESET'],
  ['cuts the line', socket => void socket.resetAndDestroy(), 'ECONNRESET'],
  ['speaks no HTTP', socket => void socket.end('220 mail.example ESMTP\r\n'), 'HPE_INVALID_CONSTANT'],
  [
    'never comes to its headers',
    socket => {
      socket.write('HTTP/1.1 200 OK\r\n')
      trickle(socket, 'x')
    },
    'no answer within 0.06 s',
    SHORT_MS,
  ],
  [
    'says for ever that it is at it',
    socket => trickle(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
    'no answer within 0.06 s',
    SHORT_MS,
  ],
])('an endpoint that %s has not taken it, and holds up no stop', async (_, act, detail, timeoutMs) => {
  const { deliver, stop } = senderFor(timeoutMs)
  const url = await startOdd(act)
  expect(await deliver({ ...DUE, url })).toEqual({ kind: 'refused', detail })
  await stop()
})

it('an endpoint that trickles its answer has taken it, and is left', async () => {
  const { promise: left, resolve } = Promise.withResolvers<void>()
  const url = await startOdd(socket => {
    socket.once('close', () => resolve())
    socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 1000\r\n\r\n')
    trickle(socket, 'x')
  })
  expect(await senderFor(400).deliver({ ...DUE, url })).toEqual({
    kind: 'taken',
    detail: 'answered 202',
  })
  await left
})

it('a stop breaks off whatever is asked, also the name of an endpoint', async () => {
  const asked = Promise.withResolvers<void>()
  const { deliver, stop } = createSender({
    ...{ secrets: [SECRET], allowPrivate: false, registry: new Registry() },
    resolve: () => asked.resolve(),
  })
  const answer = deliver({ ...DUE, url: 'https://dead.example/' })
  await asked.promise
  await stop()
  expect(await answer).toMatchObject({ kind: 'not_tried' })
})
