import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import './dialog.css'

interface Props {
  /** What a screen reader says of it. */
  label: string
  kind?: 'sheet' | 'alert'
  /** While something runs that must be seen to its end. */
  locked?: boolean
  /** Asked by the Mini App: it lies over its phone, where there is one. */
  inPhone?: boolean
  corner?: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}

/** A bottom sheet on a phone, a card in the middle elsewhere. The browser traps focus and gives it back. */
export function Dialog(props: Props) {
  const { label, kind = 'sheet', locked = false, inPhone = false, corner, onClose, children } = props
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  useEffect(() => {
    const dialog = ref.current
    // The backdrop belongs to the dialog element itself; its content is one child that covers it all.
    const outside = (event: MouseEvent) => {
      if (event.target === dialog && !locked) onClose()
    }
    dialog?.addEventListener('click', outside)
    // The event of our own closing comes after unmounting, and must not close whatever opened instead.
    const closed = () => {
      if (dialog?.isConnected) onClose()
    }
    dialog?.addEventListener('close', closed)
    return () => {
      dialog?.removeEventListener('click', outside)
      dialog?.removeEventListener('close', closed)
    }
  }, [locked, onClose])
  return (
    <dialog
      ref={ref}
      class={`dialog dialog-${kind} ${inPhone ? 'dialog-in-phone' : ''}`}
      aria-label={label}
      onCancel={event => {
        event.preventDefault()
        if (!locked) onClose()
      }}
    >
      <div class="dialog-inside">
        {kind === 'sheet' && (
          <div class="dialog-top">
            <button type="button" class="round" aria-label="Close" disabled={locked} onClick={onClose}>
              <Icon name="close" />
            </button>
            {corner}
          </div>
        )}
        {children}
      </div>
    </dialog>
  )
}
