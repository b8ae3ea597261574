import { useLayoutEffect, useRef } from 'preact/hooks'
import { toasts } from '../store.ts'
import { withStars } from './star.tsx'
import './toasts.css'

/** The bot's short answers, as they come and go; a popover, so that they lie over an open sheet too. */
export function Toasts() {
  const ref = useRef<HTMLDivElement>(null)
  const newest = toasts.value.at(-1)?.key
  // Each new toast comes to the top of whatever is open by then.
  useLayoutEffect(() => {
    ref.current?.showPopover()
    return () => ref.current?.hidePopover()
  }, [newest])
  return (
    <div ref={ref} class="toasts" role="status" popover="manual">
      {toasts.value.map(one => (
        <div key={one.key} class="toast" dir="auto" data-testid="toast">
          {withStars(one.text)}
        </div>
      ))}
    </div>
  )
}
