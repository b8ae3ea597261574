/** A page as a browser without scripts has it: what it says, and its one form with what stands in it. */
export async function visit(url: string, init: RequestInit = {}) {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  const text = answer.status < 300 || answer.status >= 400 ? await answer.text() : ''
  const location = answer.headers.get('location')
  return {
    status: answer.status,
    text,
    location: location && new URL(location, url).href,
    url,
    headers: answer.headers,
  }
}

/** Sends the form of a page, with these things typed or chosen. */
export async function fill({ text, url }: { text: string; url: string }, typed: Record<string, string>) {
  const [, action = ''] = /<form[^>]*action="([^"]*)"/.exec(text) ?? []
  const fields = [...text.matchAll(/<input(?![^>]*type="radio")[^>]*name="(\w+)"[^>]*value="([^"]*)"/g)]
  const body = new URLSearchParams()
  for (const [, name = '', value = ''] of fields) body.set(name, value)
  for (const [name, value] of Object.entries(typed)) body.set(name, value)
  return await visit(new URL(action.replaceAll('&amp;', '&'), url).href, { method: 'POST', body })
}

/** What is typed to pay with this test card. */
export const number = (card: string) => ({ method: 'card', number: card })
