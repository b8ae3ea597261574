import type { ComponentChildren } from 'preact'

const path =
  'M11 2.9a1.12 1.12 0 0 1 2 0l2.5 5.1 5.6.8c.95.14 1.3 1.3.62 1.96l-4.1 3.97.97 5.6c.16.93-.8 1.63-1.64 1.2L12 18.85l-5.02 2.66c-.84.44-1.8-.26-1.64-1.2l.97-5.6-4.07-3.96c-.68-.66-.3-1.82.63-1.96l5.6-.8Z'

/** A Telegram Star. It reads (and copies) as the emoji, and looks the same without an emoji font. */
export function Star() {
  return (
    <span class="star">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={path} fill="url(#star-gold)" stroke="#e58a12" stroke-width=".7" />
      </svg>
      <span class="star-letter">⭐</span>
    </span>
  )
}

/** The gold every star is filled with: once on the page, before the first of them. */
export function StarGold() {
  return (
    <svg class="star-gold" width="0" height="0" aria-hidden="true">
      <linearGradient id="star-gold" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#ffe066" />
        <stop offset="1" stop-color="#f5a010" />
      </linearGradient>
    </svg>
  )
}

/** Text with its star emoji drawn as Telegram draws them. */
export function withStars(text: string): ComponentChildren {
  const parts = text.split(/⭐️?/u)
  if (parts.length === 1) return text
  return parts.flatMap((part, index) => (index === 0 ? [part] : [<Star key={index} />, part]))
}
