import { now } from '../now.ts'
import { dark } from '../theme.ts'
import { timeOf } from '../words.ts'
import { colorOf, inkOn } from './palette.ts'

/** The top of a phone, for the look of it: the time, and all the bars one could wish for. */
export function StatusBar({ header }: { header: string }) {
  const ground = colorOf(header, dark.value)
  return (
    <div class="phone-status" aria-hidden="true" style={{ background: ground, color: inkOn(ground) }}>
      <span>{timeOf(now() / 1000)}</span>
      <span class="phone-camera" />
      <svg aria-hidden="true" viewBox="0 0 46 12">
        <path d="M0 8h3v4H0zM4.500 5.500h3V12h-3zM9 3h3v9H9zM13.500 0h3v12h-3z" />
        <rect x="22.500" y=".5" width="20" height="11" rx="3" class="phone-battery" />
        <rect x="24.300" y="2.300" width="16.400" height="7.400" rx="1.500" />
        <path d="M44 4v4c.8-.2 1.500-1 1.500-2S44.800 4.200 44 4Z" />
      </svg>
    </div>
  )
}
