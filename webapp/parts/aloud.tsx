import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** What is the matter at this moment, each a title and what is said about it. */
const matters = signal<string[][]>([])

/**
 * Where everything is read out from. It stands from the beginning to the end, whatever the screen: what is put on the
 * page together with its words is not read out by every reader.
 */
export function Aloud() {
  const lines = new Map(matters.value.map(matter => [matter.join('\n'), matter]))
  return (
    <div id="aloud" class="unseen" role="status" aria-atomic="false">
      {[...lines].map(([key, matter]) => (
        <div key={key}>
          {matter.map(words => (
            <p key={words}>{words}</p>
          ))}
        </div>
      ))}
    </div>
  )
}

/** Has these words read out when they come and when they change; it is over with whoever said them. */
export function useAloud(...words: (string | null | undefined)[]): void {
  const said = words.filter(one => typeof one === 'string')
  useEffect(() => {
    if (said.length === 0) return
    const matter = said
    matters.value = [...matters.peek(), matter]
    return () => {
      matters.value = matters.peek().filter(one => one !== matter)
    }
  }, [said.join('\n')])
}
