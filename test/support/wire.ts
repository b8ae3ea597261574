import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * What becomes of the next commit. `unanswered`: Postgres commits, and the answer is lost; `late`: the same, and it
 * commits only a while after the connection is gone; `swallowed`: it never arrives.
 */
type CommitFate = 'unanswered' | 'late' | 'swallowed'

/** A wire to Postgres that can break like a real one. */
export interface Wire {
  /** The same database, by this wire. */
  url: string
  atNextCommit(fate: CommitFate): void
  /** Every connection ends, and no new one can be made. */
  cut(): void
  /** Nothing gets through any more, and nobody is told. */
  freeze(): void
  /** New connections go through again; what was frozen goes on. */
  mend(): void
  close(): Promise<void>
}

const LATE_MS = 700

export async function openWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const ends = new Set<Socket>()
  let state: 'sound' | 'cut' | 'frozen' = 'sound'
  let fate: CommitFate | null = null

  const server = createServer(near => {
    if (state === 'cut') return near.destroy()
    const far = connect(Number(target.port), target.hostname)
    for (const end of [near, far]) {
      ends.add(end.on('error', () => end.destroy()).on('close', () => ends.delete(end)))
      if (state === 'frozen') end.pause()
    }
    near.on('close', () => far.end())
    far.on('close', () => near.destroy())
    near.on('data', bytes => {
      if (fate && bytes.includes('commit\0')) {
        breakOff(near, far, bytes, fate)
        fate = null
      } else far.write(bytes)
    })
    far.on('data', bytes => void (near.destroyed || near.write(bytes)))
    return
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: through.href,
    atNextCommit(next) {
      fate = next
    },
    cut() {
      state = 'cut'
      for (const end of ends) end.destroy()
    },
    freeze() {
      state = 'frozen'
      for (const end of ends) end.pause()
    },
    mend() {
      state = 'sound'
      for (const end of ends) end.resume()
    },
    async close() {
      for (const end of ends) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function breakOff(near: Socket, far: Socket, commit: Buffer, fate: CommitFate): void {
  near.removeAllListeners('close')
  switch (fate) {
    case 'unanswered':
      far.removeAllListeners('data')
      far.once('data', () => {
        near.destroy()
        far.end()
      })
      far.write(commit)
      break
    case 'late':
      near.destroy()
      setTimeout(() => far.end(commit), LATE_MS)
      break
    case 'swallowed':
      near.destroy()
      far.end()
  }
}
