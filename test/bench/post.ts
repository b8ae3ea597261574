import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { parentPort, Worker, workerData } from 'node:worker_threads'

/** Requests to send, on so many connections that stay open. */
interface Load {
  port: number
  path: string
  /** What each posts; '' asks with GET. */
  bodies: string[]
  /** A header line more for each of them. */
  headers?: string[]
  connections: number
}

/**
 * Posts every body, which is JSON, from a thread of its own, each as from another client; requests a second. Rejects at
 * the first that fails.
 */
export async function postAll(load: Load): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: load })
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

if (parentPort) parentPort.postMessage(await send(workerData as Load))

/** Speaks just enough HTTP: what the load costs is not to be measured. */
async function send({ port, path, bodies, headers = [], connections }: Load): Promise<number> {
  const requests = bodies.map((body, n) => requestOf(path, body, headers[n]))[Symbol.iterator]()
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, () => sendOn(connect(port, '127.0.0.1'), requests)))
  return bodies.length / ((performance.now() - began) / 1000)
}

function requestOf(path: string, body: string, header = ''): string {
  const client = `198.${[...randomBytes(3)].join('.')}`
  const shared = `HTTP/1.1\r\nHost: bench\r\nX-Forwarded-For: ${client}\r\n${header && `${header}\r\n`}`
  if (body === '') return `GET ${path} ${shared}\r\n`
  const length = Buffer.byteLength(body)
  return `POST ${path} ${shared}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`
}

/** One request after the other, each when the one before is answered. */
async function sendOn(socket: Socket, requests: IterableIterator<string>): Promise<void> {
  socket.setNoDelay(true).setEncoding('latin1')
  let unread = ''
  await new Promise<void>((resolve, reject) => {
    const next = () => {
      const { value, done } = requests.next()
      if (done) resolve()
      else socket.write(value)
    }
    socket.on('error', reject)
    socket.on('data', chunk => {
      unread += chunk
      const end = unread.indexOf('\r\n\r\n')
      const isUnchanged = unread.startsWith('HTTP/1.1 304')
      const length = isUnchanged ? 0 : Number(/^content-length: (\d+)/im.exec(unread)?.[1])
      if (end === -1 || unread.length < end + 4 + length) return
      if (!isUnchanged && !unread.startsWith('HTTP/1.1 200')) return reject(new Error(unread))
      unread = ''
      next()
    })
    next()
  })
  socket.destroy()
}
