import { Strip } from '../strip/strip.tsx'
import { PeopleList } from './list.tsx'

/** The left column of a wide window, where Telegram keeps the chats. */
export function Column() {
  return (
    <aside class="column">
      <h2 class="column-title">Who are you?</h2>
      <PeopleList />
      <Strip />
    </aside>
  )
}
