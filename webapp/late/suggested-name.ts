import { t } from '../texts.ts'

/** What this device may be called: what it is, as far as its browser tells, and a number where that name is taken. */
export function suggestedName(taken: string[], { userAgent, maxTouchPoints }: Told): string {
  const plain = nameIn(userAgent, maxTouchPoints > 1) ?? t('app-device-plain')
  const used = new Set(taken.map(keyOf))
  let name = plain
  for (let next = 2; used.has(keyOf(name)); next++) name = `${plain} ${next}`
  return name
}

type Told = Pick<Navigator, 'userAgent' | 'maxTouchPoints'>

/** The first that fits counts: an Android calls itself a Linux, too. */
const KINDS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Linux']

function nameIn(userAgent: string, isTouched: boolean): string | undefined {
  // `Telegram-Android/11.3.3 (Samsung SM-G991B; Android 13; …)`: https://core.telegram.org/bots/webapps
  const [, model] = /Telegram-Android\/\S+ \(([^;)]{1,40})/.exec(userAgent) ?? []
  const kind = KINDS.find(one => userAgent.includes(one))
  // An iPad says that it is a Mac.
  return model ?? (kind === 'Mac' && isTouched ? 'iPad' : kind)
}

/** As the server compares them, nearly: it has the last word. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
