/** The little hook that points at who speaks. */
export function Tail() {
  return (
    <svg class="tail" viewBox="0 0 9 18" aria-hidden="true">
      <path d="M9 0v18H1.1c-1 0-1.4-1.2-.6-1.8C5 12.7 8.2 7.5 9 0Z" />
    </svg>
  )
}
