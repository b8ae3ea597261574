import { useEffect, useState } from 'preact/hooks'
import { link } from '../store.ts'
import { connect } from '../sync.ts'
import './offline.css'

/** Says that the sandbox is gone, and when the page looks for it again. */
export function Offline() {
  const { value } = link
  const now = useNow(value.state === 'lost')
  if (value.state !== 'lost') return null
  const seconds = Math.max(0, Math.ceil((value.retryAt - now) / 1000))
  return (
    <div class="offline" role="alert" data-testid="offline">
      <span>
        The sandbox does not answer. Is <code>npm run demo</code> still running?
      </span>
      <span class="offline-wait" aria-hidden="true">
        <span class="spinner" />
        {seconds > 0 ? `Next try in ${seconds} s` : 'Trying…'}
      </span>
      <button type="button" onClick={connect}>
        Try now
      </button>
    </div>
  )
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!running) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [running])
  return now
}
