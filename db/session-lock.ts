import type { Client, ClientConfig } from 'pg'

/** Whether the lock is ours: `unknown` while the database cannot be asked. */
export type Standing = 'held' | 'lost' | 'unknown'

export interface SessionLockOptions {
  newClient: (options: ClientConfig) => Client
  key: number
  /** The database ends a session that is silent for so long, and with it frees the lock. */
  sessionMs: number
  /** How long one answer of the database is waited for. */
  answerMs: number
  /** Told when the database ended the connection. */
  onCut: () => void
}

/** A lock that lives as long as the connection that took it: whoever is killed, frozen or cut off loses it. */
export class SessionLock {
  readonly #options: SessionLockOptions
  #client: Client | null = null
  #standing: Standing = 'lost'
  /** When we asked for our standing, on this process's own stopwatch. */
  #askedAt = 0
  #proving: Promise<Standing> | null = null

  constructor(options: SessionLockOptions) {
    this.#options = options
  }

  /**
   * Whether we may take ourselves for the holder. Not from when the connection is cut until we have asked on another,
   * nor when we have not asked for as long as a session lives: then we were frozen. Another may have the lock.
   */
  isHeld(): boolean {
    return this.#standing !== 'lost' && performance.now() - this.#askedAt < this.#options.sessionMs
  }

  /** Takes the lock if it is free. Never waits for it inside Postgres, where that would hold back vacuum. */
  async take(): Promise<boolean> {
    const askedAt = performance.now()
    try {
      this.#client ??= await this.#connect()
      const { rows } = await this.#client.query('select pg_try_advisory_lock($1) as taken', [
        this.#options.key,
      ])
      this.#know(rows[0].taken ? 'held' : 'lost', askedAt)
      return rows[0].taken
    } catch (error) {
      this.#drop()
      throw error
    }
  }

  /**
   * Asks the database for our standing, and so shows it that we live. Where the connection is gone, tries to have
   * the lock on another before anybody else does.
   */
  prove(): Promise<Standing> {
    if (this.#standing === 'lost') return Promise.resolve('lost')
    this.#proving ??= this.#prove().finally(() => {
      this.#proving = null
    })
    return this.#proving
  }

  /** Gives the lock back, if it is ours, and ends the connection. */
  async release(): Promise<void> {
    await this.#proving
    this.#know('lost', performance.now())
    // Where this cannot be said, the end of the connection says it.
    await this.#client?.query('select pg_advisory_unlock_all()').catch(() => {})
    this.#drop()
  }

  async #prove(): Promise<Standing> {
    const askedAt = performance.now()
    try {
      if (this.#client) {
        await this.#client.query('select 1')
        return this.#know('held', askedAt)
      }
    } catch {
      // Not swallowed: it is asked again on a new connection.
      this.#drop()
    }
    try {
      return (await this.take()) ? 'held' : 'lost'
    } catch {
      // Not swallowed: "unknown" is the answer, and the leader asks again.
      return this.#know('unknown', askedAt)
    }
  }

  async #connect(): Promise<Client> {
    const { newClient, sessionMs, answerMs, onCut } = this.#options
    const client = newClient({ connectionTimeoutMillis: answerMs, query_timeout: answerMs })
    // Without a listener it would end the process; the end, which follows, is what matters.
    client.on('error', () => {})
    client.on('end', () => {
      if (client !== this.#client) return
      this.#drop()
      onCut()
    })
    try {
      await client.connect()
      // The second line is for hosts that vanish without a word; on a local socket it says nothing.
      await client.query(`set idle_session_timeout = ${sessionMs};
        set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3`)
      return client
    } catch (error) {
      void client.end()
      throw error
    }
  }

  #drop(): void {
    // A database that does not say goodbye is not waited for; the wire ends by itself (`awake`).
    void this.#client?.end()
    this.#client = null
    this.#askedAt = Number.NEGATIVE_INFINITY
  }

  #know(standing: Standing, askedAt: number): Standing {
    this.#standing = standing
    this.#askedAt = askedAt
    return standing
  }
}
