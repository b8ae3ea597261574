import type { Config } from './config.ts'
import type { Finding } from './server/stripe/examine.ts'

/** Which other services may ask, and what they can have signed. */
export function examineServices({ apiKeys, signing }: Pick<Config, 'apiKeys' | 'signing'>): Finding[] {
  const names = [...new Set(apiKeys.map(({ name }) => name))].join(', ')
  const [first, ...others] = signing.keys
  if (!names && !first) return []
  if (!names) {
    const line =
      'Other services: ANSWER_SIGNING_KEYS is set and API_KEYS is not: nobody can ask for an answer.'
    return [{ level: 'warn', line }]
  }
  const also = others.length > 0 ? `; also published: ${others.map(({ kid }) => kid).join(', ')}` : ''
  const signed = first
    ? `Answers are signed by ${first.kid} (${first.algorithm}) as ${signing.issuer}${also}.`
    : 'Answers are not signed: ANSWER_SIGNING_KEYS is not set.'
  return [{ level: 'ok', line: `Other services: ${names} may ask. ${signed}` }, ...sharedKeys(apiKeys)]
}

/** One key under two names says of the second service that it is the first: in the log, and in what is signed for it. */
function sharedKeys(apiKeys: Config['apiKeys']): Finding[] {
  const owners = new Map<string, string>()
  return apiKeys.flatMap(({ name, sha256 }): Finding[] => {
    const owner = owners.get(sha256) ?? name
    owners.set(sha256, owner)
    const line = `Other services: ${owner} and ${name} have the same key in API_KEYS: give each its own.`
    return owner === name ? [] : [{ level: 'warn', line }]
  })
}
