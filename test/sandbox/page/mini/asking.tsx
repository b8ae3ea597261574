import { Dialog } from '../parts/dialog.tsx'
import { leaving, type Popup, popup } from './state.ts'
import { tell } from './wire.ts'
import './asking.css'

/** A question of the app's, in a dialog of its client's. */
export function AppPopup({ asked }: { asked: Popup }) {
  const answer = (id: string | undefined) => {
    popup.value = undefined
    tell('popup_closed', id === undefined ? {} : { button_id: id })
  }
  return (
    <Dialog label={asked.title || 'The app asks'} kind="alert" inPhone onClose={() => answer(undefined)}>
      <div class="asking" data-testid="app-popup">
        {asked.title !== '' && <h2 dir="auto">{asked.title}</h2>}
        <p dir="auto">{asked.message}</p>
        <div class="asking-row">
          {asked.buttons.map(one => (
            <button
              key={one.id}
              type="button"
              class={`flat ${one.destructive ? 'flat-danger' : ''}`}
              data-testid="app-popup-button"
              onClick={() => answer(one.id)}
            >
              {one.text}
            </button>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

/** An app in the middle of something wants to be asked before it goes. */
export function ReallyLeave({ then }: { then: () => void }) {
  const stay = () => {
    leaving.value = undefined
  }
  const go = () => {
    stay()
    then()
  }
  return (
    <Dialog label="Close the app?" kind="alert" inPhone onClose={stay}>
      <div class="asking" data-testid="app-leaving">
        <h2>Close the app?</h2>
        <p>Changes that you made may not be saved.</p>
        <div class="asking-row">
          <button type="button" class="flat" data-testid="app-stay" onClick={stay}>
            Cancel
          </button>
          <button type="button" class="flat flat-danger" data-testid="app-leave" onClick={go}>
            Close anyway
          </button>
        </div>
      </div>
    </Dialog>
  )
}
