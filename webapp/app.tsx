import { Home } from './home.tsx'
import { LateAbove, LateScreen } from './late.tsx'
import { Aloud, useAloud } from './parts/aloud.tsx'
import { useKeptFocus, usePlace } from './parts/place.ts'
import { Screen } from './parts/screen.tsx'
import { Skeleton } from './parts/skeleton.tsx'
import { Outside, Shut, Unanswered } from './parts/stage.tsx'
import { Tabs } from './parts/tabs.tsx'
import { Plan } from './plan.tsx'
import { Plans } from './plans.tsx'
import { go, route } from './route.ts'
import { online, stage } from './store.ts'
import { useSettingsButton } from './telegram.ts'
import { t } from './texts.ts'
import './css/tokens.css'
import './css/base.css'
import './css/shell.css'
import './css/stage.css'
import './css/controls.css'
import './css/sheet.css'
import './css/pass.css'
import './css/cards.css'
import './css/notice.css'
import './css/motion.css'
import './css/receipt.css'

/** The whole app, at the stage it has come to, and what is read out of it. */
export function App() {
  useKeptFocus()
  return (
    <>
      <Staged />
      <LateAbove />
      <Aloud />
    </>
  )
}

function Staged() {
  const now = stage.value
  switch (now.kind) {
    case 'outside':
      return <Outside />
    case 'shut':
      return <Shut why={now.why} />
    case 'failed':
      return <Unanswered why={now.why} />
    case 'starting':
    case 'in':
      return <Inside isReady={now.kind === 'in'} />
  }
}

/** Signed in, or about to be: the outline of it stands before there is an answer. */
function Inside({ isReady }: { isReady: boolean }) {
  usePlace()
  useSettingsButton(() => go({ screen: 'settings' }))
  useAloud(online.value ? null : t('app-offline'))
  return (
    <div class="app">
      {!online.value && <aside class="offline">{t('app-offline')}</aside>}
      {isReady ? (
        <Here />
      ) : (
        <Screen title={t('app-home-title')} hello="" busy>
          <Skeleton tall />
        </Screen>
      )}
      <Tabs />
    </div>
  )
}

function Here() {
  const here = route.value
  switch (here.screen) {
    case 'home':
      return <Home />
    case 'plans':
      return <Plans />
    case 'plan':
      return <Plan key={here.code} code={here.code} />
    case 'billing':
      return <LateScreen late={here} title={t('app-billing')} />
    case 'receipt':
      return <LateScreen key={here.id} late={here} title={t('app-billing')} />
    case 'settings':
      return <LateScreen late={here} title={t('app-settings')} />
    case 'devices':
      return <LateScreen late={here} title={t('app-devices')} />
  }
}
