import type { Story } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** More would take the room of what was paid. */
const NAMED = 5

/** What they use their access on: how many devices, and those that were used last. */
export function deviceLines({ t }: Speech, devices: Story['devices']): string[] {
  const living = devices
    .filter(({ revokedAt }) => revokedAt === null)
    .sort((a, b) => usedAt(b).getTime() - usedAt(a).getTime())
  const named = living
    .slice(0, NAMED)
    .map(({ name, registeredAt, seenAt }) =>
      seenAt
        ? t('why-device-seen', { name, at: seenAt })
        : t('why-device-unseen', { name, at: registeredAt }),
    )
  const left = living.length - named.length
  const revoked = devices.length - living.length
  return [
    t('why-devices', { count: living.length }),
    ...named,
    ...(left > 0 ? [t('why-devices-more', { count: left })] : []),
    ...(revoked > 0 ? [t('why-devices-revoked', { count: revoked })] : []),
  ]
}

function usedAt({ seenAt, registeredAt }: Story['devices'][number]): Date {
  return seenAt ?? registeredAt
}
