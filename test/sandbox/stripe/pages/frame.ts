import { type Html, html } from './html.ts'

/** A whole page. `kind` names its shape in style.css. */
export function page(kind: 'checkout' | 'portal' | 'paper' | 'note', title: string, body: Html): string {
  const whole = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/stripe/style.css" />
    <script src="/stripe/page.js" defer></script>
  </head>
  <body class="${kind}">
    <aside class="sandbox" aria-label="Sandbox"><b>Sandbox</b> Not Stripe: this page plays it on your machine. No card is charged.</aside>
    ${body}
  </body>
</html>
`
  return whole.html
}

/** A page with nothing to do on it but to leave. */
export function note(
  title: string,
  text: string,
  way?: { to: string; label: string } | null,
  sign: 'clock' | 'tick' = 'clock',
): string {
  return page(
    'note',
    title,
    html`<main class="card">
      <span class="mark" aria-hidden="true">${icon(sign)}</span>
      <h1>${title}</h1>
      <p>${text}</p>
      ${way && html`<a class="button quiet" href="${way.to}">${way.label}</a>`}
    </main>`,
  )
}

const shapes = {
  back: 'M19 12H5M11 6l-6 6 6 6',
  bank: 'M3 9.5 12 4l9 5.5M5 10v8M10 10v8M14 10v8M19 10v8M3 20h18',
  card: 'M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM2 10h20M6 15h4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5v5l3 2',
  down: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  out: 'M9 6h9v9M18 6 7 17',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 8v5M12 16.5v.2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
} as const

export function icon(name: keyof typeof shapes): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${shapes[name]}" /></svg>`
}

/** Whose page it is: the shop, with the first letter of its name for a picture. */
export function merchant(name: string): Html {
  return html`<span class="merchant"><span class="avatar" aria-hidden="true">${name.slice(0, 1)}</span>${name}</span>`
}

/** What went wrong with the last try. */
export function problem(text: string | undefined): Html | null {
  return text === undefined
    ? null
    : html`<p class="problem" role="alert">${icon('warn')}<span>${text}</span></p>`
}
