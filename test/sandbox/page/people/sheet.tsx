import { Dialog } from '../parts/dialog.tsx'
import { closeSheet } from '../store.ts'
import { PeopleList } from './list.tsx'

/** The people on a phone. */
export function PeopleSheet() {
  return (
    <Dialog label="Who are you?" corner={<h2 class="dialog-title">Who are you?</h2>} onClose={closeSheet}>
      <PeopleList />
    </Dialog>
  )
}
