/** Who opened the Mini App, as Telegram tells it. */
export interface InitUser {
  /** Up to 52 bits. */
  id: number
  firstName: string
  lastName: string | undefined
  username: string | undefined
  languageCode: string | undefined
  /** They let the bot write to them. */
  allowsWriteToPm: boolean
}

/** What signed initData says, `authDate` in seconds; null where it does not say who it is, or when. */
export function contentOf(
  fields: Map<string, string>,
): { user: InitUser; startParam: string | null; authDate: number } | null {
  const user = userIn(fields.get('user') ?? '')
  const authDate = fields.get('auth_date') ?? ''
  if (!user || !/^\d{1,12}$/.test(authDate)) return null
  return { user, startParam: fields.get('start_param') ?? null, authDate: Number(authDate) }
}

function userIn(json: string): InitUser | null {
  const user = objectIn(json)
  const id = user['id']
  const firstName = textIn(user['first_name'])
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1 || firstName === undefined) return null
  return {
    id,
    firstName,
    lastName: saidIn(user['last_name']),
    username: saidIn(user['username']),
    languageCode: saidIn(user['language_code']),
    allowsWriteToPm: user['allows_write_to_pm'] === true,
  }
}

function objectIn(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Some clients write nothing where Telegram elsewhere leaves the field out. */
function saidIn(value: unknown): string | undefined {
  return textIn(value) || undefined
}

/** Fit for the books, whose database refuses NUL and half of a surrogate pair. */
function textIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const isFit = value.isWellFormed() && !value.includes('\u0000')
  return isFit ? value : value.toWellFormed().replaceAll('\u0000', '\uFFFD')
}
