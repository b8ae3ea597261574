import { render } from 'preact'
import './tokens.css'
import './base.css'
import { followAddress } from './address.ts'
import { App } from './app.tsx'
import { followPayments } from './mini/payment.ts'
import { followServer } from './sync.ts'
import { applyTheme } from './theme.ts'

const root = document.getElementById('page')
if (!root) throw new Error('index.html has no #page')

followAddress()
applyTheme()
followServer()
followPayments()
render(<App />, root)
