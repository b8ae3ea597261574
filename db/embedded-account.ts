import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user Postgres runs as, where it is not the one who runs this process. */
export interface Account {
  uid: number
  gid: number
}

/** How to start a program so that Postgres agrees to run and can reach its files. */
export type Launch = (
  program: string,
  args: string[],
) => { command: string; args: string[]; identity: Partial<Account> }

/**
 * Postgres refuses to run as root. Under root it runs as the owner of its data, else as `postgres`, else as
 * `nobody`: accounts that exist, none is created. Null: as whoever we are.
 */
export async function accountFor(
  dataDir: string,
  uid: number | undefined = process.getuid?.(),
  names: string[] = ['postgres', 'nobody'],
): Promise<Account | null> {
  if (uid !== 0) return null
  const owner = await stat(dataDir).catch(() => null)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of names) {
    const account = await named(name)
    if (account) return account
  }
  throw new Error(
    `Postgres refuses to run as root, and there is no user ${names.join(' or ')} to run it as. ` +
      'Run this as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  )
}

/**
 * Where a folder on the way is closed to `account` (a clone in /root, say), setpriv leaves Postgres the one
 * capability to pass through it. Without setpriv: an error that names the folder and what opens it.
 * `probe` is run to see what works; `paths` are what must be reached.
 */
export async function launcher(
  account: Account | null,
  paths: string[],
  probe: string,
  setpriv = 'setpriv',
): Promise<Launch> {
  if (!account) return (command, args) => ({ command, args, identity: {} })
  const closed = (await Promise.all(paths.map(path => closedFolder(path, account)))).find(
    folder => folder !== null,
  )
  if (!closed) return (command, args) => ({ command, args, identity: account })
  // Docker grants the second by default, and not the first, which is the weaker of the two.
  for (const capability of ['dac_read_search', 'dac_override']) {
    const flags = privileges(account, capability)
    const works = await run(setpriv, [...flags, probe, '--version']).then(
      () => true,
      () => false,
    )
    if (works)
      return (program, args) => ({ command: setpriv, args: [...flags, program, ...args], identity: {} })
  }
  throw new Error(
    `Postgres refuses to run as root, so it runs as user ${account.uid}, and that user may not enter ${closed}. ` +
      `Run \`chmod o+x ${closed}\`, or move this folder, or set DATABASE_URL to a Postgres of your own.`,
  )
}

/** The first folder on the way to `path` that `account` may not pass through, from the root down. */
export async function closedFolder(path: string, account: Account): Promise<string | null> {
  const parent = dirname(path)
  if (parent !== path) {
    const above = await closedFolder(parent, account)
    if (above) return above
  }
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory()) return null
  const search = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001
  return found.mode & search ? null : path
}

async function named(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    // `id` fails for a name it does not know: the answer is that there is no such user.
    return null
  }
}

/** `no_setuid_fixup`: otherwise access(2), which Postgres asks about its own files, forgets the capability. */
function privileges(account: Account, capability: string): string[] {
  return [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    `--bounding-set=-all,+${capability}`,
  ]
}
