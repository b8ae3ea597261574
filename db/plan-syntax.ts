import { type ParseError, printParseErrorCode } from 'jsonc-parser'
import type { Reading } from './plan-reading.ts'

const ADVICE: Partial<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  CommaExpected: 'a comma is missing after this: add it',
  ColonExpected: 'a colon is missing after this name: add it',
  PropertyNameExpected: 'a name in double quotes must stand here',
  ValueExpected: 'a value is missing here: add it, texts in double quotes',
  CloseBraceExpected: 'a } is missing at the end of an object: add it',
  CloseBracketExpected: 'a ] is missing at the end of a list: add it',
  EndOfFileExpected: 'nothing may follow the object of the file: remove it',
  InvalidCommentToken: 'comments are not allowed in JSON: remove it',
  UnexpectedEndOfString: 'this text does not end with a double quote on its line: add it',
  InvalidSymbol:
    'is not JSON: texts and names need double quotes, and nothing but true, false and null goes without',
}

/** These are seen at the next token, but belong to the one before. */
const BELONG_BEFORE = ['CommaExpected', 'ColonExpected', 'CloseBraceExpected', 'CloseBracketExpected']

/** Tells the parser's errors in words; of several on one line, which follow from one another, the first. */
export function refuseSyntax(text: string, errors: ParseError[], reading: Reading): void {
  const lines = new Set<number>()
  for (const { error, offset } of errors) {
    const { at, message } = adviceOn(text, printParseErrorCode(error), offset)
    const line = reading.lineOf(at)
    if (!lines.has(line)) reading.refuseAt(at, '', message)
    lines.add(line)
  }
}

function adviceOn(text: string, name: ReturnType<typeof printParseErrorCode>, offset: number) {
  const before = Math.max(0, text.slice(0, offset).trimEnd().length - 1)
  if (text[before] === ',' && /^\s*[}\]]/.test(text.slice(offset))) {
    return { at: before, message: 'no comma may follow the last one: remove it' }
  }
  const atEnd = offset >= text.trimEnd().length
  return {
    at: atEnd || BELONG_BEFORE.includes(name) ? before : offset,
    message: ADVICE[name] ?? `is not JSON (${name}): correct it`,
  }
}
