import { useState } from 'preact/hooks'
import type { DeviceJson } from '../../server/device-contract.ts'
import { Said } from '../parts/said.tsx'
import { haptic } from '../telegram.ts'
import { day, moment, t } from '../texts.ts'
import { Confirm } from './confirm.tsx'
import { NameSheet } from './name-sheet.tsx'
import { removeDevice, renameDevice } from './own-devices.ts'
import { Sheet } from './sheet.tsx'

interface Props {
  device: DeviceJson
  /** Told, in a sentence, what was done. */
  onDone: (said: string) => void
  onClose: () => void
}

/** One device, and what can be done about it. */
export function DeviceSheet({ device, onDone, onClose }: Props) {
  const [step, setStep] = useState<'seen' | 'rename' | 'remove'>('seen')
  const { id, device_name: name, registered_at } = device
  switch (step) {
    case 'seen':
      return (
        <Sheet title={<Said text={name} />} onClose={onClose}>
          <p>
            {t('app-device-since', { day: day(registered_at) })}
            <br />
            {usedWords(device)}
          </p>
          <button type="button" class="button" onClick={() => setStep('rename')}>
            {t('app-device-rename')}
          </button>
          <button type="button" class="button button-danger" onClick={() => setStep('remove')}>
            {t('app-device-remove')}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {t('app-close')}
          </button>
        </Sheet>
      )
    case 'rename':
      return (
        <NameSheet
          title={t('app-device-rename')}
          name={name}
          yes={t('app-device-save')}
          deed={async wanted => {
            const outcome = await renameDevice(id, wanted)
            if (outcome === 'done') onDone(t('app-device-renamed', { name: wanted }))
            // Its sheet goes with it.
            if (outcome === 'gone') onDone(t('app-device-gone'))
            return outcome
          }}
          onClose={onClose}
        />
      )
    case 'remove':
      return (
        <Confirm
          title={t('app-device-remove-sure', { name })}
          text={t('app-device-remove-text')}
          yes={t('app-device-remove')}
          deed={async () => {
            const outcome = await removeDevice(id)
            if (outcome === 'done') {
              haptic('success')
              onDone(t('app-device-removed', { name }))
            }
            return outcome
          }}
          onClose={onClose}
        />
      )
  }
}

/** When it was last used, as far as that is known. */
export function usedWords({ last_seen_at: at }: DeviceJson): string {
  return at === null ? t('app-device-unused') : t('app-device-used', { at: moment(at) })
}
