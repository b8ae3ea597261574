import './chat.css'
import './skeleton.css'

/** The shape of a chat while the first answer is on its way. */
export function Skeleton() {
  return (
    <main class="chat" aria-busy="true" aria-label="Loading" data-testid="loading">
      <div class="wallpaper" aria-hidden="true" />
      <div class="head ghost" aria-hidden="true">
        <span class="avatar" />
        <span class="head-lines">
          <i />
          <i />
        </span>
      </div>
      <div class="log-frame">
        <div class="log-inside ghost" aria-hidden="true">
          {[62, 38, 74, 46, 58].map((width, index) => (
            <div
              key={width}
              class={`ghost-bubble ${index % 2 ? 'out' : ''}`}
              style={{ width: `${width}%` }}
            />
          ))}
        </div>
      </div>
    </main>
  )
}
