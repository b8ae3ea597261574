import { Star } from '../parts/star.tsx'
import './confetti.css'

const pieces = Array.from({ length: 16 }, (_, index) => index)

/** A handful of stars, thrown once. */
export function Confetti() {
  return (
    <span class="confetti" aria-hidden="true">
      {pieces.map(index => (
        <span
          key={index}
          style={{
            '--turn': `${index * (360 / pieces.length)}deg`,
            '--far': `${90 + ((index * 37) % 50)}px`,
            '--size': `${10 + ((index * 7) % 9)}px`,
          }}
        >
          <Star />
        </span>
      ))}
    </span>
  )
}
