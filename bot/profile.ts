import type { User } from 'grammy/types'
import { type Profile, storable } from '../db/billing.ts'

/** What Telegram says of a user, as the books know people. */
export function profileOf(user: User): Profile {
  return storable({
    id: user.id,
    username: user.username,
    firstName: user.first_name,
    lastName: user.last_name,
    languageCode: user.language_code,
  })
}
