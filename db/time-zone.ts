import type { Books } from './books.ts'
import type { Person } from './person.ts'

/** Where most who speak it live, for those whose device has not told where they are. */
const TYPICAL = new Map([
  ['ru', 'Europe/Moscow'],
  ['ar', 'Asia/Riyadh'],
])

/** Where their clock is, as their device told it. Whoever was forgotten stays so; what is no place changes nothing. */
export async function keepTimeZone({ pool }: Books, personId: number, timeZone: string): Promise<void> {
  if (!isPlace(timeZone)) return
  await pool.query(
    `update people set time_zone = $2
     where id = $1 and time_zone is distinct from $2 and forgotten_at is null`,
    [personId, timeZone],
  )
}

/** Where somebody's clock is, or probably is. */
export function zoneOf(person: Pick<Person, 'timeZone' | 'language' | 'languageCode'>): string {
  const { timeZone, language, languageCode } = person
  // Kept by another version of the code, it may be a place that this one's calendar does not know.
  if (timeZone && isPlace(timeZone)) return timeZone
  const [spoken = ''] = (language ?? languageCode ?? '').toLowerCase().split('-')
  return TYPICAL.get(spoken) ?? 'UTC'
}

/** Whether the calendar of this machine knows it. A mere distance from UTC is no place. */
export function isPlace(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
