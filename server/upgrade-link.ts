import type { FastifyRequest } from 'fastify'
import { within } from './within.ts'

/** A link is worth this wait, not more: the answer itself is known. */
const NAME_LIMIT_MS = 1000

/** Opens the bot at the plan of this code, or for '' at all there is; null while the bot's name is not known. */
export async function upgradeLink(
  request: FastifyRequest,
  upgradeUrl: (planCode: string) => Promise<string | null>,
  planCode: string,
): Promise<string | null> {
  return await within(NAME_LIMIT_MS, upgradeUrl(planCode)).catch(error => {
    request.log.warn({ err: error }, 'the name of the bot is not known')
    return null
  })
}
