import { request as requestByHttp } from 'node:http'
import { request as requestByHttps } from 'node:https'
import type { LookupFunction } from 'node:net'

/** How much of an answer is read, and thrown away: enough for any that is polite. */
const READ_BYTES = 1024

/**
 * Posts a body, and resolves with the status; no redirect is followed, and no change to another protocol. Each time by a
 * connection of its own, so that each is made to an address that `lookup` gave just now. Rejects when no status is there
 * until the connection is closed or the signal is raised: nothing that an endpoint does leaves it waiting after that.
 */
export function post(call: {
  url: string
  headers: Record<string, string>
  body: string
  /** Finds the addresses of a name; that of the machine unless given. */
  lookup?: LookupFunction
  signal: AbortSignal
}): Promise<number> {
  const { url, headers, body, lookup, signal } = call
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const ask = new URL(url).protocol === 'http:' ? requestByHttp : requestByHttps
  const request = ask(url, { method: 'POST', headers, agent: false, ...(lookup && { lookup }) })
  let status: number | undefined
  // The status is the answer: a rest that is too long, or never comes, changes nothing.
  const end = (error: unknown) => (status === undefined ? reject(error) : resolve(status))
  const breakOff = () => {
    end(signal.reason)
    request.destroy()
  }

  request.on('error', end)
  // Not every end is an error: a socket that Node gives away, or takes away, only closes.
  request.on('close', () => end(new Error('closed without an answer')))
  request.on('upgrade', ({ statusCode }, socket) => {
    resolve(statusCode ?? 0)
    socket.destroy()
  })
  request.on('response', response => {
    status = response.statusCode ?? 0
    let read = 0
    response.on('error', end).on('close', end)
    response.on('data', (chunk: Buffer) => {
      read += chunk.length
      if (read > READ_BYTES) request.destroy()
    })
  })
  if (signal.aborted) breakOff()
  else {
    signal.addEventListener('abort', breakOff, { once: true })
    request.end(body)
  }
  return promise.finally(() => signal.removeEventListener('abort', breakOff))
}
