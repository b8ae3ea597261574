/** Characters, as people count them nearly: code points. */
const LONGEST = 64

/** What cannot be seen and breaks the text around it: controls, breaks of lines, turns of direction, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** A letter, digit, sign or picture that is drawn: marks alone are not, and a few signs are blank, as braille without dots. */
const SEEN = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u

/** The name of a device that `text` is: trimmed, in composed form, with something in it to see; null: it is none. */
export function deviceNameIn(text: string): string | null {
  const name = text.normalize('NFC').trim()
  return SEEN.test(name) && !UNSEEN.test(name) && [...name].length <= LONGEST ? name : null
}

/** What names are compared by: those that look the same, or differ in case alone, are one. */
export function deviceNameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\s\u2800]+/g, ' ')
    .trim()
}
