/** What a deep link may carry: 1-64 of these. */
const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/

/** What opens the private chat with the bot and starts it with `payload`. */
export function deepLink(username: string, payload: string): string {
  return `https://t.me/${username}?start=${payload}`
}

/** What opens the Mini App at what `startParam` names. It needs the app to be the bot's main one, as @BotFather knows it. */
export function appLink(username: string, startParam: string): string {
  return `https://t.me/${username}?startapp=${startParam}`
}

/** The deep link that buys a plan; to all plans where the code is none that a link can carry. */
export function planLink(username: string, code: string): string {
  return deepLink(username, startPayload(code))
}

export function startPayload(code: string): string {
  const payload = `plan_${code}`
  return code !== '' && PAYLOAD.test(payload) ? payload : 'plans'
}

/** The plan a deep link asks for; null when it asks for none. */
export function planIn(payload: string): string | null {
  return payload.startsWith('plan_') ? payload.slice('plan_'.length) : null
}
