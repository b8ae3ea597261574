import { useEffect, useState } from 'preact/hooks'
import type { DeviceJson, DevicesJson } from '../../server/device-contract.ts'
import { useAloud } from '../parts/aloud.tsx'
import { Group, Row } from '../parts/group.tsx'
import { known, Loaded } from '../parts/loaded.tsx'
import { Notice } from '../parts/notice.tsx'
import { Screen } from '../parts/screen.tsx'
import { go } from '../route.ts'
import { isSold } from '../sold.ts'
import { plans } from '../store.ts'
import { t } from '../texts.ts'
import { DeviceSheet, usedWords } from './device-sheet.tsx'
import { NameSheet } from './name-sheet.tsx'
import { addDevice, devices, fresh, loadDevices, lookAtDevices } from './own-devices.ts'
import { suggestedName } from './suggested-name.ts'

/** Whoever has just given a device its secret wants to see that it works. */
const LOOK_MS = 5_000

/** What they use their access on, and how many more there may be. */
export function Devices() {
  const [asked, setAsked] = useState<'add' | { id: string } | null>(null)
  const [done, setDone] = useState<string | null>(null)
  useAloud(done)
  const ask = (what: typeof asked) => {
    // The same words a second time would be no news.
    setDone(null)
    setAsked(what)
  }
  useEffect(() => {
    void loadDevices()
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !fresh.peek()) void lookAtDevices()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  const items = known(devices.value)?.items ?? []
  const one = typeof asked === 'object' && items.find(({ id }) => id === asked?.id)
  return (
    <Screen title={t('app-devices')} busy={devices.value.kind === 'loading'}>
      <Loaded of={devices.value} cards={2}>
        {all => (
          <>
            <List all={all} onPick={id => ask({ id })} />
            {isFull(all) ? <Full all={all} /> : <Add onPress={() => ask('add')} />}
          </>
        )}
      </Loaded>
      {asked === 'add' && (
        <NameSheet
          title={t('app-device-add')}
          name={suggestedName(
            items.map(({ device_name }) => device_name),
            navigator,
          )}
          yes={t('app-device-go')}
          deed={async name => {
            const outcome = await addDevice(name)
            const now = known(devices.peek())
            if (outcome !== 'full' || !now || !isFull(now)) return outcome
            // What to do about it stands on the screen now.
            setDone(t('app-devices-full'))
            return 'done'
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {one && <DeviceSheet device={one} onDone={setDone} onClose={() => setAsked(null)} />}
    </Screen>
  )
}

function isFull({ items, max_devices }: DevicesJson): boolean {
  return items.length >= max_devices
}

function List({ all, onPick }: { all: DevicesJson; onPick: (id: string) => void }) {
  const { items, max_devices: most } = all
  if (items.length === 0)
    return (
      <section class="free free-small">
        <h2>{t('app-devices-none')}</h2>
        <p>{t('app-devices-none-text')}</p>
      </section>
    )
  return (
    <Group title={t('app-devices-count', { count: items.length, most })}>
      {items.map(device => (
        <DeviceRow key={device.id} device={device} onPick={onPick} />
      ))}
    </Group>
  )
}

function DeviceRow({ device, onPick }: { device: DeviceJson; onPick: (id: string) => void }) {
  const { id, device_name } = device
  return <Row id={`device-${id}`} label={device_name} below={usedWords(device)} onPress={() => onPick(id)} />
}

function Add({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" id="add-device" class="button button-main" onClick={onPress}>
      {t('app-device-add')}
    </button>
  )
}

/** The server would refuse one more: why, and what makes room (cases 101, 103). */
function Full({ all: { items, max_devices: most } }: { all: DevicesJson }) {
  const larger = known(plans.value)?.find(plan => isSold(plan) && plan.max_devices > items.length)
  const text = [
    t('app-devices-most', { most }),
    items.length > most && t('app-devices-over'),
    larger && t('app-devices-larger', { title: larger.title, count: larger.max_devices }),
    items.length > 0 && t('app-devices-room'),
  ]
  return (
    <Notice still title={t('app-devices-full')} text={text.filter(Boolean).join(' ')}>
      {larger && (
        <button
          type="button"
          id="larger-plan"
          class="button button-main"
          onClick={() => go({ screen: 'plan', code: larger.code })}
        >
          {t('app-upgrade')}
        </button>
      )}
    </Notice>
  )
}
