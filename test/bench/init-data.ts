import { parse, sign, validate } from '@tma.js/init-data-node'
import { initDataKey, readInitData } from '../../server/init-data.ts'
import { median } from './measure.ts'

const TOKEN = '4200:bench-token-0123456789-0123456789'
const SIGNATURE = 'zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ'
const PEOPLE = 400
const MAX_AGE_SECONDS = 900

/** What Telegram gives a Mini App opened from the menu; every fourth person's name is not in Latin letters. */
function openings(now: Date): string[] {
  return Array.from({ length: PEOPLE }, (_, n) =>
    sign(
      {
        user: {
          id: 5_000_000_000 + n,
          first_name: n % 4 === 0 ? 'Григорий' : 'Vladislav',
          last_name: 'Kibenko',
          username: `person_${n}`,
          language_code: 'en',
          allows_write_to_pm: true,
          photo_url: 'https://t.me/i/userpic/320/4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg',
        },
        query_id: 'AAHdF6IQAAAAAN0XohDhrOrc',
        signature: SIGNATURE,
      },
      TOKEN,
      now,
    ),
  )
}

/** Checks and parses the same initData with tma.js and with ours, in turns; microseconds for one. */
export function benchInitData(rounds: number): { theirs: number; ours: number; ratio: number } {
  const now = new Date()
  const texts = openings(now)
  const key = initDataKey(TOKEN)
  const [theirs, ours, ratios]: [number[], number[], number[]] = [[], [], []]
  // Two rounds to warm up.
  for (let round = -2; round < rounds * 4; round++) {
    const floor = microsecondsEach(texts, text => {
      validate(text, TOKEN, { expiresIn: MAX_AGE_SECONDS })
      parse(text)
    })
    const product = microsecondsEach(texts, text => {
      const { kind } = readInitData(text, { key, now, maxAgeSeconds: MAX_AGE_SECONDS })
      if (kind !== 'ok') throw new Error(`initData that is good was refused: ${kind}`)
    })
    if (round < 0) continue
    theirs.push(floor)
    ours.push(product)
    ratios.push(floor / product)
  }
  return { theirs: median(theirs), ours: median(ours), ratio: median(ratios) }
}

const TIMES = 10

function microsecondsEach(texts: string[], work: (text: string) => void): number {
  const began = performance.now()
  for (let time = 0; time < TIMES; time++) for (const text of texts) work(text)
  return ((performance.now() - began) * 1000) / (texts.length * TIMES)
}
