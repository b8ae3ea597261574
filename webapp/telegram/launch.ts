export interface Launch {
  /** As it came: the proof of who they are, for the exchange alone. It is kept nowhere but here. */
  initData: string
  startParam: string | null
  platform: string
  version: string
  theme: Record<string, string>
  /** Whose Telegram it is, and its language: hints, since nothing is verified here. */
  userId: number | null
  languageCode: string | null
}

/**
 * What Telegram appended to the address; null where it did not, that is outside Telegram. The fragment stays where
 * it is: the clients count on it when they reload the page, and it is sent to no server.
 */
export function readLaunch(hash: string, search = ''): Launch | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''))
  const initData = fields.get('tgWebAppData')
  if (!initData) return null
  const told = new URLSearchParams(initData)
  const user = record(told.get('user'))
  return {
    initData,
    // A button of the bot's own names it in the address, a deep link in what is signed.
    startParam:
      told.get('start_param') ??
      fields.get('tgWebAppStartParam') ??
      new URLSearchParams(search).get('tgWebAppStartParam'),
    platform: fields.get('tgWebAppPlatform') ?? 'unknown',
    version: fields.get('tgWebAppVersion') ?? '6.0',
    theme: record(fields.get('tgWebAppThemeParams')),
    userId: Number(user['id']) || null,
    languageCode: text(user['language_code']),
  }
}

/** An object out of JSON that others wrote; empty for anything else. */
function record(json: string | null): Record<string, string> {
  try {
    const value: unknown = JSON.parse(json ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {}
  } catch {
    return {}
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export const launch = readLaunch(location.hash, location.search)
