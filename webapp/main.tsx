import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { loadLate } from './late.tsx'
import { resumePurchase } from './purchase.ts'
import { stage, start } from './store.ts'
import { greetClient, showApp } from './telegram.ts'
import { speakFirst } from './texts.ts'
import './css/late.css'

greetClient()
// The session and what is public are on their way while the words are loaded.
const words = speakFirst()
void start()
effect(() => {
  if (stage.value.kind === 'in') untracked(() => void resumePurchase())
})
/** The app stands, or says that it does not come. Not awaited here: with that the bundler would cut it into pieces. */
export const opened = words.then(draw, offerReload).then(showApp)

/** In place of what stands there for a page without scripts; without words that is true of this one. */
function draw(): void {
  render(<App />, document.querySelector('#app') ?? document.body)
  effect(() => {
    if (stage.value.kind === 'in') untracked(() => void loadLate())
  })
}

function offerReload(): void {
  const late = document.querySelector('.late')
  const again = late?.querySelector('button')
  late?.classList.add('late-now')
  if (!again) return
  again.hidden = false
  again.onclick = () => location.reload()
}
