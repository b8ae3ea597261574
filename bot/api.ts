import { Api, type ApiClientOptions, type Transformer } from 'grammy'
import { followMigrated } from './migrated.ts'
import { patience } from './patience.ts'
import { reporting, type Watch } from './watch.ts'

/** Seconds a request to Telegram may take; a long poll takes 30. */
const REQUEST_SECONDS = 60

/** The same where others wait meanwhile. */
const IMPATIENT_SECONDS = 20

/** A line to Telegram. */
export interface Line extends Watch {
  token: string
  /** Where the Bot API is served: by Telegram itself, or by a server of one's own. */
  apiRoot: string
  /** Whether a call waits out a 429, or leaves that to whoever made it. */
  patient: boolean
}

/** A line with the manners of the bot's own, for whoever must not wait as long as a person's answer may. */
export function createApi(line: Line): Api {
  const timeoutSeconds = line.patient ? REQUEST_SECONDS : IMPATIENT_SECONDS
  const api = new Api(line.token, { ...clientOf(line), timeoutSeconds })
  api.config.use(...mannersOf(line))
  return api
}

/** How the HTTP client of a line is set up. */
export function clientOf({ apiRoot }: Pick<Line, 'apiRoot'>): ApiClientOptions {
  return { apiRoot, timeoutSeconds: REQUEST_SECONDS }
}

/** What every call on a line goes through, the innermost first. */
export function mannersOf(line: Watch & Pick<Line, 'patient'>): Transformer[] {
  return [reporting(line), followMigrated(), ...(line.patient ? [patience] : [])]
}
