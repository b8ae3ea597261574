import { createHash } from 'node:crypto'

/** How the page looks to which Stripe leads back. It stands in the page itself: there is nothing else to fetch. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #16181d; --muted: #5b6270; --ground: #fff; --accent: #1f6feb }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f3f5; --muted: #a3abb8; --ground: #17191e; --accent: #4d94ff } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
main { box-sizing: border-box; min-height: 100dvh; max-width: 26rem; margin: auto; padding: 2rem 1.25rem;
  display: flex; flex-direction: column; justify-content: center; text-align: center }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance }
p { margin: 0 0 1.75rem; color: var(--muted); text-wrap: pretty }
a { padding: .875rem 1.25rem; border-radius: .75rem; background: var(--accent); color: #fff; font-weight: 600;
  text-decoration: none }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px }
@media (prefers-color-scheme: dark) { a { color: #0b0d10 } }
`

/** Nothing but that style: no script, no picture, no frame, no form. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
