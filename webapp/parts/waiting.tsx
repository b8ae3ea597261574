/** Something goes on; calm, since nobody can hurry it. */
export function Waiting() {
  return (
    <span class="waiting" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  )
}
