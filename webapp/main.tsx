import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
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
await words
// In place of what stands there for a page without scripts.
render(<App />, document.querySelector('#app') ?? document.body)
showApp()
