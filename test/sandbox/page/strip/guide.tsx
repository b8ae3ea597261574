import type { ComponentChildren } from 'preact'
import { be, loseNext, send } from '../deeds.ts'
import { openApp } from '../mini/open.ts'
import { Dialog } from '../parts/dialog.tsx'
import { openService } from '../service/state.ts'
import { chats, closeSheet, isAdmin, me, people, sheet } from '../store.ts'
import { nameOf } from '../words.ts'
import './guide.css'

/** The shortest way through the whole product: buy, in the chat or the app, own, refund, look into the books. */
export function Guide() {
  const buyer = people.value?.find(one => !isAdmin(one.user.id))
  const admin = people.value?.find(one => isAdmin(one.user.id))
  return (
    <Dialog
      label="What to try first"
      corner={<h2 class="dialog-title">What to try first</h2>}
      onClose={closeSheet}
    >
      <ol class="guide">
        <Step title="Buy something" text="Ask for a plan, press Pay on the invoice, confirm with your Stars.">
          <Say person={buyer?.user.id} command="/buy" />
        </Step>
        {appOf(buyer?.user.id) && (
          <Step
            title="Open the shop"
            text="The Mini App: signed in by Telegram, with the same till and the same books as the chat."
          >
            <Do person={buyer?.user.id} label="Open the shop" deed={() => openApp({ kind: 'menu' })} />
          </Step>
        )}
        <Step
          title="Pay by card"
          text="What is no digital good may be sold by card too. Stripe's pages are played here: pick a card that works, one that is declined, or one whose renewals fail."
        >
          <Say person={buyer?.user.id} command="/buy club" />
        </Step>
        <Step
          title="Subscribe"
          text="A plan that renews in Stars. In My Stars you cancel it, turn it on again, or arrange that the next payment fails."
        >
          <div class="guide-row">
            <Say person={buyer?.user.id} command="/buy steady" />
            <Do person={buyer?.user.id} label="My Stars" deed={openStars} />
          </div>
        </Step>
        <Step
          title="Let a month go by"
          text="Time is played too, day by day: subscriptions renew or fail, what was paid for ends, and everybody is told."
        >
          <button type="button" class="chip chip-main" onClick={openClock}>
            Turn the clock
          </button>
        </Step>
        <Step title="See what you own" text="The bot answers from its books: what is open, and until when.">
          <Say person={buyer?.user.id} command="/status" />
        </Step>
        <Step
          title="Give the money back"
          text={`As ${admin ? nameOf(admin.user) : 'the admin (press Start as them once)'}, say whose payment (an id or @name), pick it, and see what they would lose before you confirm.`}
        >
          <Desk admin={admin?.user.id} command="/refund" />
        </Step>
        <Step
          title="Lose an update"
          text="Telegram forgets what nobody fetched for a day. Let the next payment go untold, buy something, and have the books find it."
        >
          <div class="guide-row">
            <Do person={buyer?.user.id} label="Lose the next payment's update" deed={() => void loseNext()} />
            <Desk admin={admin?.user.id} command="/reconcile" />
          </div>
        </Step>
        <Step
          title="Open a door elsewhere"
          text="Another service is told what people may use, in the moment it begins and ends. See what it heard; have it be down for a while, and see it told again."
        >
          <button type="button" class="chip chip-main" onClick={openService}>
            Another service
          </button>
        </Step>
        <Step
          title="Look into the books"
          text="What Telegram says beside the ledger, how the weeks went, and who did what and why."
        >
          <div class="guide-row">
            <Desk admin={admin?.user.id} command="/balance" />
            <Desk admin={admin?.user.id} command="/stats" />
            <Desk admin={admin?.user.id} command="/audit" />
          </div>
        </Step>
      </ol>
      <p class="guide-note">
        Every message goes through a real bot, its real books and a real Postgres. Only Telegram and Stripe
        are played. Open this page twice to be two people at once.
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

function openStars(): void {
  sheet.value = { kind: 'stars' }
}

function openClock(): void {
  sheet.value = { kind: 'clock' }
}

/** A deed of a buyer: of who is at the page, unless that is an admin. */
function Do({ person, label, deed }: { person: number | undefined; label: string; deed: () => void }) {
  const who = people.value?.find(
    one => one.user.id === (isAdmin(me.value?.user.id ?? 0) ? person : me.value?.user.id),
  )
  return (
    <button type="button" class="chip chip-main" onClick={() => act(who?.user.id, deed)}>
      {label}
      {who && who.user.id !== me.value?.user.id ? ` as ${nameOf(who.user)}` : ''}
    </button>
  )
}

function Say({ person, command }: { person: number | undefined; command: string }) {
  return <Do person={person} label={`Send ${command}`} deed={() => void send(command)} />
}

function Desk({ admin, command }: { admin: number | undefined; command: string }) {
  if (admin === undefined) return <p class="guide-later">Nobody is an admin yet.</p>
  return (
    <button type="button" class="chip chip-main" onClick={() => act(admin, () => void send(command))}>
      Send {command} as the admin
    </button>
  )
}

/** Whether this person's menu button opens an app. */
const appOf = (person: number | undefined) => chats.value.get(person ?? 0)?.menu_button.type === 'web_app'

function act(person: number | undefined, deed: () => void): void {
  closeSheet()
  if (person !== undefined) be(person)
  deed()
}
