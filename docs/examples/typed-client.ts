import createClient from 'openapi-fetch'
import type { Paths } from './client/paths.ts'

/** A client of the shop: addresses, parameters, answers and problems are checked when it is compiled. */
export function connect({ address, apiKey }: { address: string; apiKey: string }) {
  return createClient<Paths, 'application/json' | 'application/problem+json'>({
    baseUrl: address,
    headers: { authorization: `Bearer ${apiKey}` },
    redirect: 'error',
  })
}

/** Whether this person may use `key`, and until when; where not, why, and where they get it. */
export async function check(shop: ReturnType<typeof connect>, telegramId: number, key: string) {
  const { data, error, response } = await shop.GET('/api/v1/people/{telegram_id}/entitlements/{key}', {
    params: { path: { telegram_id: String(telegramId), key } },
  })
  if (data?.key === key && data.active) return { open: true as const, until: data.ends_at }
  if (isProblem(error) && 'reason' in error)
    return { open: false as const, reason: error.reason, upgradeUrl: error.upgrade_url }
  throw refusal(error, response)
}

/** The names of what is on sale. */
export async function namesOfPlans(shop: ReturnType<typeof connect>): Promise<string[]> {
  const { data, error, response } = await shop.GET('/api/v1/catalog')
  if (!data) throw refusal(error, response)
  return data.map(plan => plan.title)
}

/** The types know the shop; a proxy before it answers HTML, or nothing. */
function isProblem<T>(error: T): error is T & object {
  return typeof error === 'object' && error !== null
}

function refusal(error: unknown, { status, url }: Response): Error {
  if (!isProblem(error) || !('detail' in error)) return new Error(`${status}, and not from the shop: ${url}`)
  const { title, detail, request_id } = error as Record<string, unknown>
  return new Error(`${title}: ${detail} (${request_id})`)
}
