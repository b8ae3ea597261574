/** What Postgres's programs see of the environment: nothing of the person's, who may have PG* settings of their own. */
export const BARE_ENV = { LC_ALL: 'C', TZ: 'UTC' }

const REMEDIES: [RegExp, string][] = [
  [
    /loading shared libraries|Library not loaded/,
    'Run `npm rebuild`: the install scripts of its package did not run.',
  ],
  [/No space left on device/, 'Free some space on the disk.'],
  [/incompatible with server/, 'These data were made by another version of Postgres: move them away.'],
  [/ENOENT/, 'Its programs need glibc: Alpine does not have it.'],
  [
    /unrecognized configuration parameter|invalid value for parameter/,
    'Correct the flags it is started with.',
  ],
  [
    /EACCES|ermission denied/,
    'Run this as the user who first ran it, or give the folder to the one who runs it now.',
  ],
]

/** An error a person can act on: what happened, Postgres's last words, and what helps. */
export function trouble(what: string, words: string, cause?: unknown): Error {
  const last = words.trim().split('\n').slice(-10)
  const remedy = REMEDIES.find(([pattern]) => pattern.test(words))?.[1]
  const advice = [remedy, 'Setting DATABASE_URL to a Postgres of your own always helps.']
  return new Error([`${what}:`, ...last.map(line => `  ${line}`), ...advice.filter(Boolean)].join('\n'), {
    cause,
  })
}
