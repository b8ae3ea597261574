import { sandboxClient } from '../sandbox/client.ts'
import type { NewPerson } from '../sandbox/face.ts'

/** The bot of the demo's shop, whom the sandbox alone knows. */
export const BOT = {
  token: '7000000001:a-token-of-the-sandbox-that-opens-nothing',
  username: 'starpass_demo_bot',
  first_name: 'Starpass',
}

/** The admin of the demo's shop. */
export const OPERATOR = 1_003

/** Who one can be in the demo, each with a reason to be there. */
const CAST: NewPerson[] = [
  {
    id: 1_001,
    first_name: 'Alice',
    last_name: 'Moreau',
    username: 'alice',
    language_code: 'en',
    stars: 5000,
  },
  { id: 1_002, first_name: 'Борис', last_name: 'Ильин', username: 'boris', language_code: 'ru', stars: 300 },
  {
    id: OPERATOR,
    first_name: 'Olga',
    last_name: '(runs the shop)',
    username: 'olga',
    language_code: 'en',
    stars: 50,
  },
]

/** Lets in whoever is not there yet; those who are keep their Stars and their chats. */
export async function invite(url: string): Promise<void> {
  const control = sandboxClient(url)
  const there = new Set((await control.people()).map(({ user }) => user.id))
  for (const person of CAST) if (!there.has(person.id ?? 0)) await control.addPerson(person)
}
