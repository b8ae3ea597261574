import { beSomeoneNew } from '../deeds.ts'
import { Icon } from '../parts/icon.tsx'
import { people } from '../store.ts'
import { Person } from './person.tsx'
import './people.css'

const newPurse = 1000

/** Everyone one can be, and a way to be someone else. */
export function PeopleList() {
  return (
    <nav class="people" aria-label="People to be">
      {people.value?.map(one => <Person key={one.user.id} person={one} />) ?? <Waiting />}
      {people.value && (
        <button
          type="button"
          class="new-person"
          data-testid="new-person"
          onClick={() => void beSomeoneNew(newPurse)}
        >
          <span class="new-person-icon">
            <Icon name="plus" />
          </span>
          Be someone new
        </button>
      )}
    </nav>
  )
}

function Waiting() {
  return (
    <div aria-hidden="true">
      {[0, 1, 2].map(one => (
        <div key={one} class="person ghost">
          <span class="avatar" />
          <span class="person-lines">
            <i />
            <i />
          </span>
        </div>
      ))}
    </div>
  )
}
