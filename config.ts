import { unfit } from './server/outgoing/public-address.ts'
import { SETTINGS, type Setting, type SettingName } from './settings.ts'

/** Each setting by its name: its default where it has one, null where it is unset. */
type Values = {
  [N in SettingName]: (typeof SETTINGS)[N] extends Setting<infer T, infer D>
    ? D extends null
      ? T | null
      : T
    : never
}

/** The settings, checked; what hangs together stands together, and is null where it is off. */
export type Config = ReturnType<typeof arrange>

/** What is wrong with one setting, and what to do. Never repeats a value: it may be a secret. */
export interface Problem {
  setting: SettingName
  problem: string
  remedy: string
}

/** What reading the plans needs; known even when other settings are bad, so that all problems are told at once. */
export type ShopSettings = Pick<Config, 'plansFile' | 'allowCardForDigital'>

/** Reads all settings from `env`, where empty means unset, and finds every problem at once. */
export function readConfig(
  env: Record<string, string | undefined>,
): { kind: 'ok'; config: Config } | { kind: 'bad'; problems: Problem[]; partly: ShopSettings } {
  const given = (name: SettingName) => env[name]?.trim() || null
  const values: Partial<Record<SettingName, unknown>> = {}
  const problems: Problem[] = []
  for (const setting of Object.keys(SETTINGS) as SettingName[]) {
    const { parse, must, default: unset } = SETTINGS[setting]
    const text = given(setting) ?? unset
    const value = text === null ? null : parse(text)
    if (text !== null && value === null)
      problems.push({ setting, problem: 'is malformed', remedy: `It must be ${must}.` })
    values[setting] = value
  }
  problems.push(...missing(given), ...misfits(values as { [N in SettingName]: Values[N] | null }))
  const config = arrange(values as Values)
  return problems.length === 0 ? { kind: 'ok', config } : { kind: 'bad', problems, partly: config }
}

/** What is needed, by itself or because something else is set, and is not there. */
function missing(given: (name: SettingName) => string | null): Problem[] {
  const needs: [boolean, SettingName, string][] = [
    [true, 'BOT_TOKEN', 'nothing runs without it'],
    [given('BOT_MODE') === 'webhook', 'PUBLIC_URL', 'BOT_MODE=webhook needs it'],
    [given('BOT_MODE') === 'webhook', 'TELEGRAM_WEBHOOK_SECRET', 'BOT_MODE=webhook needs it'],
    [given('PUBLIC_URL') !== null, 'SESSION_SECRET', 'PUBLIC_URL needs it'],
    [given('STRIPE_SECRET_KEY') !== null, 'STRIPE_WEBHOOK_SECRET', 'STRIPE_SECRET_KEY needs it'],
    [given('STRIPE_SECRET_KEY') !== null, 'PUBLIC_URL', 'STRIPE_SECRET_KEY needs it'],
    [given('OUTGOING_WEBHOOK_URLS') !== null, 'OUTGOING_WEBHOOK_SECRET', 'OUTGOING_WEBHOOK_URLS needs it'],
  ]
  return needs
    .filter(([needed, setting]) => needed && given(setting) === null)
    .map(([, setting, because]) => ({
      setting,
      problem: `is missing: ${because}`,
      remedy: `Set it to ${SETTINGS[setting].must}.`,
    }))
}

/** Settings that are well by themselves and do not go together. */
function misfits(values: { [N in SettingName]: Values[N] | null }): Problem[] {
  const found: Problem[] = []
  if (values.PORT === values.METRICS_PORT && values.PORT)
    found.push({
      setting: 'METRICS_PORT',
      problem: 'is the same as PORT',
      remedy: 'Metrics are never public: take another.',
    })
  if (values.OUTGOING_WEBHOOK_ALLOW_PRIVATE === '0') found.push(...unfitEndpoints(values))
  // Telegram itself takes no other address (platform facts 1.9); a Bot API server of one's own does.
  if (values.PUBLIC_URL === null || values.TELEGRAM_API_ROOT !== SETTINGS.TELEGRAM_API_ROOT.default)
    return found
  const { protocol, port } = new URL(values.PUBLIC_URL)
  if (protocol !== 'https:')
    found.push({
      setting: 'PUBLIC_URL',
      problem: 'is not https',
      remedy: 'Telegram opens nothing else: set an https:// address.',
    })
  else if (values.BOT_MODE === 'webhook' && !['', '80', '88', '8443'].includes(port))
    found.push({
      setting: 'PUBLIC_URL',
      problem: 'has a port Telegram never calls',
      remedy: 'Use 443, 80, 88 or 8443.',
    })
  return found
}

function unfitEndpoints({ OUTGOING_WEBHOOK_URLS: urls }: Pick<Values, 'OUTGOING_WEBHOOK_URLS'>): Problem[] {
  return (urls ?? []).flatMap((url, at) => {
    const problem = unfit(url)
    const remedy = 'Take public https:// addresses; OUTGOING_WEBHOOK_ALLOW_PRIVATE=1 allows any.'
    return problem
      ? [{ setting: 'OUTGOING_WEBHOOK_URLS', problem: `${problem} (number ${at + 1})`, remedy }]
      : []
  })
}

function arrange(values: Values) {
  const { TELEGRAM_WEBHOOK_SECRET: hook, PUBLIC_URL: publicUrl, SESSION_SECRET: sessionSecret } = values
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets } = values
  const { OUTGOING_WEBHOOK_URLS: urls, OUTGOING_WEBHOOK_SECRET: secrets } = values
  const mode =
    values.BOT_MODE === 'webhook' && hook
      ? { kind: 'webhook' as const, secret: hook }
      : { kind: 'polling' as const }
  return {
    // Checked by `missing`; the types cannot know.
    botToken: values.BOT_TOKEN ?? '',
    mode,
    telegramApiRoot: values.TELEGRAM_API_ROOT,
    adminIds: values.ADMIN_IDS ?? [],
    /** null: embedded Postgres under `.data/`. */
    databaseUrl: values.DATABASE_URL,
    plansFile: values.PLANS_FILE,
    /** The Mini App and what it needs. Health and catalog are served on `listen` with or without it. */
    http: publicUrl && sessionSecret ? { publicUrl, sessionSecret } : null,
    sessionTtlSeconds: values.SESSION_TTL_SECONDS,
    initDataMaxAgeSeconds: values.INIT_DATA_MAX_AGE_SECONDS,
    /** The card rail. Any of `webhookSecrets` may have signed. */
    stripe:
      secretKey && webhookSecrets ? { secretKey, webhookSecrets, apiRoot: values.STRIPE_API_ROOT } : null,
    /** Other services, by the SHA-256 of their key in lower-case hex. */
    apiKeys: values.API_KEYS ?? [],
    /** It is signed with each of `secrets`. `allowPrivate`: not only public https addresses. */
    outgoingWebhooks:
      urls && secrets
        ? { urls: [...new Set(urls)], secrets, allowPrivate: values.OUTGOING_WEBHOOK_ALLOW_PRIVATE === '1' }
        : null,
    /** What answers are signed with, newest first, and who says so: the shop's address, or its bot where it has none. */
    signing: {
      issuer: publicUrl ?? `urn:starpass:${values.BOT_TOKEN?.split(':', 1)[0]}`,
      keys: values.ANSWER_SIGNING_KEYS ?? [],
    },
    allowCardForDigital: values.ALLOW_CARD_FOR_DIGITAL === '1',
    listen: { host: values.HOST, port: values.PORT },
    metrics: { host: values.METRICS_HOST, port: values.METRICS_PORT },
    logLevel: values.LOG_LEVEL,
    legal: {
      contact: values.SUPPORT_CONTACT,
      termsUrl: values.TERMS_URL,
      privacyUrl: values.PRIVACY_URL,
    },
  }
}
