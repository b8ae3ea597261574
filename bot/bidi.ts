/** Begins a run whose direction is that of its own first letter; the sentence around it is not disturbed. */
const ISOLATE = '\u2068'
/** The same, left to right whatever is in it. */
const LEFT_TO_RIGHT = '\u2066'
const END = '\u2069'
/** A letter of no width that runs right to left. */
const RIGHT_TO_LEFT_MARK = '\u200f'

/**
 * How a language that runs right to left is written into a chat, where Latin names, commands and ids would otherwise
 * drag the words around them along. Telegram keeps these marks, finds commands, names and addresses between them, and
 * strips the older kind; nothing that people copy holds one.
 */
export interface Hand {
  /** A command in a sentence of ours keeps its slash at its front. */
  words(text: string): string
  /** Something put into a sentence. */
  value(text: string): string
  /** A whole text, when all is in its place. */
  text(text: string): string
}

export const leftToRight: Hand = { words: same, value: same, text: same }

export const rightToLeft: Hand = {
  words: text => text.replace(/(?<![\w<>/])\/[a-z]+/g, `${LEFT_TO_RIGHT}$&${END}`),
  // An isolate ends with its line, so each line gets one.
  value: text => text.replace(/[^\n]+/g, `${ISOLATE}$&${END}`),
  text: text =>
    text
      .replace(/<code>.*?<\/code>/gs, aroundCode)
      .replace(COMMAND_WITH_PLAN, joined)
      .replace(/[^\n]+/g, aligned),
}

const COMMAND_WITH_PLAN = /\u2066(\/[a-z]+)\u2069 \u2068([\w-]*)\u2069/g

function same(text: string): string {
  return text
}

/** What is copied from here is typed elsewhere: the marks stand around it. */
function aroundCode(code: string): string {
  return ISOLATE + code.replace(/[\u2066-\u2069\u200e\u200f]/g, '') + END
}

/** `/buy` and its plan are read as one. */
function joined(_: string, command: string, plan: string): string {
  return `${LEFT_TO_RIGHT}${command} ${plan}${END}`
}

/** Clients give a line the direction of its first letter outside of isolates; where that is none of ours, a mark is. */
function aligned(line: string): string {
  return /^(?:<[^>]*>|[^\p{L}\u2066-\u2068])*\p{Script=Arabic}/u.test(line) ? line : RIGHT_TO_LEFT_MARK + line
}
