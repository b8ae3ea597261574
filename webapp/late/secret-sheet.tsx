import { useEffect } from 'preact/hooks'
import type { RegisteredDeviceJson } from '../../server/device-contract.ts'
import { stay } from '../route.ts'
import { confirmClosing } from '../telegram.ts'
import { t } from '../texts.ts'
import { CopyId } from './copy-id.tsx'
import { fresh, noteSaved } from './own-devices.ts'
import { Sheet } from './sheet.tsx'

/**
 * The secret of a device, the only time that it can be seen: nothing takes it away before they have saved it (case 102),
 * not even the end of their session. So it stands above all screens and stages.
 */
export function Secret() {
  const device = fresh.value
  return device && <SecretSheet key={device.id} of={device} />
}

function SecretSheet({ of: device }: { of: RegisteredDeviceJson }) {
  const onSaved = () => noteSaved(device)
  useEffect(() => {
    stay(true)
    confirmClosing(true)
    return () => {
      stay(false)
      confirmClosing(false)
    }
  }, [])
  return (
    <Sheet title={t('app-secret', { name: device.device_name })} onClose={onSaved} held>
      <p>{t('app-secret-text')}</p>
      <CopyId id={device.secret} look="button button-main" />
      <button type="button" class="button" onClick={onSaved}>
        {t('app-secret-saved')}
      </button>
    </Sheet>
  )
}
