import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Deed<Trouble> {
  /** While it is under way, its sheet stays: nothing takes it back any more. The limit of each question bounds that. */
  busy: boolean
  trouble: Trouble | null
  forgive: () => void
  run: (deed: () => Promise<'done' | Trouble>) => Promise<void>
}

/** What a sheet does when told to, once at a time. Its end is for this sheet alone: another may stand there by then. */
export function useDeed<Trouble>(onDone: () => void, onTrouble = () => {}): Deed<Trouble> {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const stands = useRef(true)
  useLayoutEffect(
    () => () => {
      stands.current = false
    },
    [],
  )
  const run = async (deed: () => Promise<'done' | Trouble>) => {
    if (busy) return
    setBusy(true)
    const outcome = await deed()
    if (!stands.current) return
    setBusy(false)
    if (outcome === 'done') return onDone()
    setTrouble(outcome)
    onTrouble()
  }
  return { busy, trouble, forgive: () => setTrouble(null), run }
}
