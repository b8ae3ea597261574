const BEGINS = /^\s*(?:select|with|begin|start transaction|set)\b/i
/** Also what a lock says, which ends with its process. */
const CHANGES = /\b(?:insert|update|delete|truncate|notify|settle_context|nextval)\b/i
const LOCKS = /\bfor (?:no key )?update\b/gi

/** Whether what goes over a socket is a message to Postgres that leaves no trace: a question, or a part of asking one. */
export function changesNothing(sent: unknown): boolean {
  if (!Buffer.isBuffer(sent) || sent.length < 5 || sent.readInt32BE(1) !== sent.length - 1) return false
  const [first = '', second = ''] = sent.toString('utf8', 5).split('\0')
  switch (String.fromCharCode(sent[0] ?? 0)) {
    case 'Q':
      return isQuestion(first)
    // The name of the statement, and its text.
    case 'P':
      return isQuestion(second)
    // Where it goes and the name of the statement; one that has a name was told before, and may be anything.
    case 'B':
      return second === ''
    case 'D':
    case 'E':
    case 'S':
      return true
    default:
      return false
  }
}

function isQuestion(text: string): boolean {
  return BEGINS.test(text) && !CHANGES.test(text.replace(LOCKS, ''))
}
