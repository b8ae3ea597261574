const BEGINS = /^\s*(?:select|with|begin|start transaction|set)\b/i
/** Also what a lock says, which ends with its process. */
const CHANGES = /\b(?:insert|update|delete|truncate|notify|settle_context|nextval)\b/i
const LOCKS = /\bfor (?:no key )?update\b/gi

/** Whether what goes over a socket is a message to Postgres that leaves no trace: a question, or a part of asking one. */
export function changesNothing(sent: unknown): boolean {
  const message = messageIn(sent)
  switch (message?.kind) {
    case 'Q':
    case 'P':
      return isQuestion(message.text)
    // One that has a name was told before, and may be anything.
    case 'B':
      return message.text === ''
    case 'D':
    case 'E':
    case 'S':
      return true
    default:
      return false
  }
}

const OPENS = /^\s*(?:begin|start transaction)\b/i
const ENDS = /^\s*(?:commit|end|rollback|abort)\b(?! (?:work |transaction )?to\b)/i
const COMMITS = /\b(?:commit|end)\b/i

/** What transactions a process has open, by the connection: what it wrote in one is gone with it. */
export class OpenTransactions {
  readonly #open = new WeakSet<object>()

  /** Whether nothing of this stays if the process dies now. Told of all that goes over its sockets, in order. */
  leaveNoTrace(socket: object, sent: unknown): boolean {
    const message = messageIn(sent)
    if (!message) return false
    const text = message.kind === 'Q' || message.kind === 'P' ? message.text : ''
    if (ENDS.test(text)) {
      this.#open.delete(socket)
      return !COMMITS.test(text)
    }
    if (OPENS.test(text) && !text.includes(';')) this.#open.add(socket)
    return this.#open.has(socket) || changesNothing(sent)
  }
}

const KINDS = 'QPBDESCH'

/** A message to Postgres, with the text or the name of the statement it is about. */
function messageIn(sent: unknown): { kind: string; text: string } | null {
  if (!Buffer.isBuffer(sent) || sent.length < 5 || sent.readInt32BE(1) !== sent.length - 1) return null
  const kind = String.fromCharCode(sent[0] ?? 0)
  if (!KINDS.includes(kind)) return null
  const [first = '', second = ''] = sent.toString('utf8', 5).split('\0')
  // Before it stands the name of the statement, or where it goes.
  return { kind, text: kind === 'P' || kind === 'B' ? second : first }
}

function isQuestion(text: string): boolean {
  return BEGINS.test(text) && !CHANGES.test(text.replace(LOCKS, ''))
}
