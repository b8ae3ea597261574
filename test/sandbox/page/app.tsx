import { useEffect } from 'preact/hooks'
import { Browser } from './browser/browser.tsx'
import { browser } from './browser/state.ts'
import { Chat } from './chat/chat.tsx'
import { PhotoSheet } from './chat/photo.tsx'
import { Skeleton } from './chat/skeleton.tsx'
import { AppPopup, ReallyLeave } from './mini/asking.tsx'
import { Phone } from './mini/phone.tsx'
import { leaving, mini, popup } from './mini/state.ts'
import { Alert } from './parts/alert.tsx'
import { Offline } from './parts/offline.tsx'
import { StarGold } from './parts/star.tsx'
import { Toasts } from './parts/toasts.tsx'
import { column } from './parts/wide.ts'
import { ReceiptSheet } from './pay/receipt.tsx'
import { PaySheet } from './pay/sheet.tsx'
import { Column } from './people/column.tsx'
import { PeopleSheet } from './people/sheet.tsx'
import { ServiceSheet } from './service/sheet.tsx'
import { StarsSheet } from './stars/sheet.tsx'
import { alerts, bot, chats, me, myChat, people, type Sheet, sheet, unreadOf } from './store.ts'
import { Clock } from './strip/clock.tsx'
import { Guide } from './strip/guide.tsx'
import { Passing } from './strip/passing.tsx'
import { nameOf } from './words.ts'
import './app.css'

export function App() {
  useTitle()
  const open = sheet.value
  const alert = alerts.value[0]
  return (
    <div class={`app ${column.value ? 'app-column' : ''} ${mini.value ? 'app-phone' : ''}`}>
      <StarGold />
      <Offline />
      {column.value && <Column />}
      {myChat.value ? <Chat key={myChat.value.person.user.id} chat={myChat.value} /> : <Skeleton />}
      {mini.value && <Phone app={mini.value} />}
      {browser.value && !browser.value.overApp && <Browser key={browser.value.key} at={browser.value} />}
      {popup.value && <AppPopup asked={popup.value} />}
      {leaving.value && <ReallyLeave then={leaving.value} />}
      {open && <Over key={open.kind} open={open} />}
      {alert !== undefined && <Alert text={alert} />}
      <Passing />
      <Toasts />
    </div>
  )
}

function Over({ open }: { open: Sheet }) {
  switch (open.kind) {
    case 'pay':
      return <PaySheet open={open} />
    case 'receipt':
      return <ReceiptSheet person={open.person} chargeId={open.chargeId} />
    case 'people':
      return <PeopleSheet />
    case 'guide':
      return <Guide />
    case 'clock':
      return <Clock />
    case 'stars':
      return <StarsSheet />
    case 'service':
      return <ServiceSheet />
    case 'photo':
      return <PhotoSheet fileId={open.fileId} caption={open.caption} />
  }
}

function useTitle(): void {
  const others = (people.value ?? []).filter(
    one => one.user.id !== me.value?.user.id && chats.value.has(one.user.id),
  )
  const unread = others.reduce((sum, one) => sum + unreadOf(one.user.id), 0)
  const name = bot.value ? nameOf(bot.value) : 'Starpass'
  const title = `${unread > 0 ? `(${unread}) ` : ''}${me.value ? `${nameOf(me.value.user)} · ` : ''}${name} sandbox`
  useEffect(() => {
    document.title = title
  }, [title])
}
