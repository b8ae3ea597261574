import type { Message } from '@grammyjs/types'
import { Dialog } from '../parts/dialog.tsx'
import { closeSheet, sheet } from '../store.ts'
import './photo.css'

const addressOf = (fileId: string) => `/control/photos/${encodeURIComponent(fileId)}`

/** A picture in the chat; a press shows it as large as the window lets it. */
export function Photo({ message }: { message: Message }) {
  const size = message.photo?.at(-1)
  if (!size) return null
  const { file_id: fileId, width, height } = size
  const caption = message.caption ?? ''
  return (
    <button
      type="button"
      class="photo"
      aria-label="Open the picture"
      data-testid="photo"
      onClick={() => {
        sheet.value = { kind: 'photo', fileId, caption }
      }}
    >
      <img src={addressOf(fileId)} alt="" width={width} height={height} />
    </button>
  )
}

export function PhotoSheet({ fileId, caption }: { fileId: string; caption: string }) {
  return (
    <Dialog label="Picture" corner={<h2 class="dialog-title">Picture</h2>} onClose={closeSheet}>
      <img class="photo-large" src={addressOf(fileId)} alt={caption} />
    </Dialog>
  )
}
