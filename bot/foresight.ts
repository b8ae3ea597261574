import type { RefundForesight } from '../db/billing.ts'
import type { Speech } from './texts.ts'

type Open = Extract<RefundForesight, { kind: 'open' }>
type Key = Open['access'][number]

/** What somebody would lose by a refund, in words: of each key when it ends now, and when it would end then. */
export function foresightOf(
  speech: Speech,
  { quarantine, access }: Pick<Open, 'quarantine' | 'access'>,
): string {
  const { t } = speech
  if (quarantine !== null) return t('foresight-held')
  if (access.length === 0) return t('foresight-nothing')
  const title = access.every(stays) ? t('foresight-kept') : t('foresight-title')
  return [title, ...access.map(key => keyLine(speech, key))].join('\n')
}

function keyLine({ t }: Speech, one: Key): string {
  const { key, until, afterwards } = one
  if (stays(one)) return until ? t('foresight-stays', { key, until }) : t('foresight-stays-forever', { key })
  // What is open for ever after a refund was so before it: then it stays.
  if (afterwards === 'nothing' || afterwards === null)
    return until ? t('foresight-ends', { key, until }) : t('foresight-ends-forever', { key })
  return until
    ? t('foresight-shorter', { key, until, afterwards })
    : t('foresight-dated', { key, afterwards })
}

function stays({ until, afterwards }: Key): boolean {
  return afterwards !== 'nothing' && afterwards?.getTime() === until?.getTime()
}
