import { go, type Route, route } from '../route.ts'
import { haptic } from '../telegram.ts'
import { t } from '../texts.ts'
import { Icon, type IconName } from './icon.tsx'

/** Which tab a screen belongs to. */
const TAB_OF: Record<Route['screen'], string> = {
  home: 'home',
  plans: 'plans',
  plan: 'plans',
  billing: 'billing',
  receipt: 'billing',
  settings: 'home',
  devices: 'home',
}

/** The three places of the app. On a narrow screen they make room for a screen below one of them. */
export function Tabs() {
  const tabs: { screen: 'home' | 'plans' | 'billing'; icon: IconName; name: string }[] = [
    { screen: 'home', icon: 'home', name: t('app-home') },
    { screen: 'plans', icon: 'ticket', name: t('app-plans') },
    { screen: 'billing', icon: 'receipt', name: t('app-billing') },
  ]
  const { screen: here } = route.value
  return (
    <nav class={TAB_OF[here] === here ? 'tabs' : 'tabs tabs-below'} aria-label={t('app-places')}>
      {tabs.map(({ screen, icon, name }) => (
        <button
          key={screen}
          type="button"
          class={TAB_OF[here] === screen ? 'tab tab-here' : 'tab'}
          aria-current={here === screen ? 'page' : undefined}
          onClick={() => {
            haptic('select')
            go({ screen })
          }}
        >
          <Icon name={icon} />
          {name}
        </button>
      ))}
    </nav>
  )
}
