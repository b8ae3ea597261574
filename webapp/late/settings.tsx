import { useEffect, useState } from 'preact/hooks'
import type { MeJson, SessionJson } from '../../server/contract.ts'
import { Group, Row, RowWords } from '../parts/group.tsx'
import { known, Loaded } from '../parts/loaded.tsx'
import { Said } from '../parts/said.tsx'
import { Screen } from '../parts/screen.tsx'
import { wayTo } from '../parts/way.ts'
import { go } from '../route.ts'
import { loadSessions, me, sessions, shop, signOutEverywhere } from '../store.ts'
import { moment, t } from '../texts.ts'
import { Confirm } from './confirm.tsx'
import { Languages } from './languages.tsx'

/** Who I am here, how I am spoken to, what was agreed, and the way out. */
export function Settings() {
  useEffect(() => void loadSessions(), [])
  return (
    <Screen title={t('app-settings')} busy={me.value.kind === 'loading'}>
      <Loaded of={me.value} cards={2}>
        {who => (
          <>
            <Who me={who} />
            <Languages
              chosen={who.language}
              telegram={who.telegram_language}
              offered={known(shop.value)?.languages ?? []}
            />
          </>
        )}
      </Loaded>
      <div class="card rows">
        <Row id="to-devices" label={t('app-devices')} onPress={() => go({ screen: 'devices' })} />
      </div>
      <Agreed />
      <Loaded of={sessions.value}>{open => <SignedIn sessions={open} />}</Loaded>
    </Screen>
  )
}

function Who({ me: { first_name, last_name, username } }: { me: MeJson }) {
  const name = [first_name, last_name].filter(Boolean).join(' ')
  return (
    <section class="card who">
      <span class="face" aria-hidden="true">
        {[...name][0]}
      </span>
      <div class="row-words">
        <h2>
          <Said text={name} />
        </h2>
        {username !== null && (
          <p class="quiet">
            <bdi dir="ltr">@{username}</bdi>
          </p>
        )}
      </div>
    </section>
  )
}

/** What Telegram requires of every shop, and where to ask. */
function Agreed() {
  const ways = [
    { name: t('app-support'), way: wayTo('support') },
    { name: t('app-paysupport'), way: wayTo('paysupport') },
    { name: t('app-terms'), way: wayTo('terms') },
    { name: t('app-privacy'), way: wayTo('privacy') },
  ]
  if (ways.every(({ way }) => way === null)) return null
  return (
    <Group title={t('app-about')}>
      {ways.map(({ name, way }) => way && <Row key={name} label={name} onPress={way} />)}
    </Group>
  )
}

function SignedIn({ sessions: open }: { sessions: SessionJson[] }) {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Group title={t('app-signed-in')} note={t('app-signed-in-text', { count: open.length })}>
        {open.map(({ id, begun_at, seen_at, current }) => (
          <div key={id} class="row">
            <RowWords
              below={
                current
                  ? t('app-session-since', { at: moment(begun_at) })
                  : t('app-session-seen', { at: moment(seen_at) })
              }
            >
              {current ? t('app-session-here') : t('app-session-other')}
            </RowWords>
          </div>
        ))}
        <Row danger label={t('app-sign-out')} onPress={() => setAsked(true)} />
      </Group>
      {asked && (
        <Confirm
          title={t('app-sign-out-sure')}
          text={t('app-sign-out-text')}
          yes={t('app-sign-out')}
          deed={signOutEverywhere}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}
