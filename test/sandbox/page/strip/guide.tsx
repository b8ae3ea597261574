import type { ComponentChildren } from 'preact'
import { be, copy, send } from '../deeds.ts'
import { Dialog } from '../parts/dialog.tsx'
import { closeSheet, isAdmin, me, newestReceipt, people } from '../store.ts'
import { nameOf } from '../words.ts'
import './guide.css'

/** The shortest way through the whole product: buy, own, refund. */
export function Guide() {
  const buyer = people.value?.find(one => !isAdmin(one.user.id))
  const admin = people.value?.find(one => isAdmin(one.user.id))
  const charge = newestReceipt()?.chargeId
  return (
    <Dialog
      label="What to try first"
      corner={<h2 class="dialog-title">What to try first</h2>}
      onClose={closeSheet}
    >
      <ol class="guide">
        <Step title="Buy something" text="Ask for a plan, press Pay on the invoice, confirm with your Stars.">
          <Do person={buyer?.user.id} command="/buy" />
        </Step>
        <Step title="See what you own" text="The bot answers from its books: what is open, and until when.">
          <Do person={buyer?.user.id} command="/status" />
        </Step>
        <Step
          title="Give the money back"
          text={`As ${admin ? nameOf(admin.user) : 'the admin (press Start as them once)'}, refund a charge; it stands in the receipt, ready to copy.`}
        >
          <Refund admin={admin?.user.id} charge={charge} />
        </Step>
      </ol>
      <p class="guide-note">
        Every message goes through a real bot, its real books and a real Postgres. Only Telegram is played.
        Open this page twice to be two people at once.
      </p>
    </Dialog>
  )
}

function Step({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  return (
    <li class="guide-step">
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </li>
  )
}

function Do({ person, command }: { person: number | undefined; command: string }) {
  const who = people.value?.find(
    one => one.user.id === (isAdmin(me.value?.user.id ?? 0) ? person : me.value?.user.id),
  )
  return (
    <button type="button" class="chip chip-main" onClick={() => act(who?.user.id, command)}>
      Send {command}
      {who && who.user.id !== me.value?.user.id ? ` as ${nameOf(who.user)}` : ''}
    </button>
  )
}

function Refund({ admin, charge }: { admin: number | undefined; charge: string | undefined }) {
  if (charge === undefined) return <p class="guide-later">Buy something first, then come back here.</p>
  const command = `/refund ${charge}`
  return (
    <div class="guide-row">
      <button type="button" class="chip" onClick={() => void copy(command, 'Command')}>
        Copy the command
      </button>
      {admin !== undefined && (
        <button type="button" class="chip chip-main" onClick={() => act(admin, command)}>
          Send it as the admin
        </button>
      )}
    </div>
  )
}

function act(person: number | undefined, command: string): void {
  closeSheet()
  if (person !== undefined) be(person)
  void send(command)
}
