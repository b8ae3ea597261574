import { signal } from '@preact/signals'
import type { LaunchFrom } from '../../face.ts'

/** The Mini App that is open, with what it has asked its client to show around it. */
export interface MiniApp {
  /** Another number is another frame: the same address is loaded anew. */
  key: number
  person: number
  from: LaunchFrom['kind']
  url: string
  /** It has something to look at: until then a placeholder lies over it. */
  ready: boolean
  look: Look
}

export interface Look {
  back: boolean
  settings: boolean
  /** Closing by hand is asked about first. */
  confirmClosing: boolean
  /** The app can reload itself when it is asked to. */
  reloads: boolean
  main: BottomButton
  secondary: BottomButton
  secondaryAt: Side
  /** Colours as `#rrggbb`, or the name of one in the palette. */
  header: string
  ground: string
  bar: string
}

export interface BottomButton {
  visible: boolean
  active: boolean
  busy: boolean
  shines: boolean
  text: string
  /** Undefined is the palette's. */
  color: string | undefined
  textColor: string | undefined
}

export const sides = ['left', 'right', 'top', 'bottom'] as const
type Side = (typeof sides)[number]

export interface Popup {
  title: string
  message: string
  buttons: PopupButton[]
}

export interface PopupButton {
  id: string
  text: string
  destructive: boolean
}

export type Pulse = 'tap' | 'success' | 'error' | 'warning'

const button: BottomButton = {
  visible: false,
  active: true,
  busy: false,
  shines: false,
  text: '',
  color: undefined,
  textColor: undefined,
}

/** What stands around an app that has not asked for anything. */
export const plainLook: Look = {
  back: false,
  settings: false,
  confirmClosing: false,
  reloads: false,
  main: button,
  secondary: button,
  secondaryAt: 'left',
  header: 'header_bg_color',
  ground: 'bg_color',
  bar: 'bottom_bar_bg_color',
}

export const mini = signal<MiniApp | undefined>(undefined)
/** A question of the app's own. */
export const popup = signal<Popup | undefined>(undefined)
/** What was about to close the app that wants to be asked about it: it follows once they are sure. */
export const leaving = signal<(() => void) | undefined>(undefined)
/** The app made the phone tremble; the key tells one time from the next. */
export const pulse = signal<{ key: number; kind: Pulse } | undefined>(undefined)

export function change(what: Partial<MiniApp>): void {
  if (mini.value) mini.value = { ...mini.value, ...what }
}

export function relook(what: Partial<Look>): void {
  if (mini.value) change({ look: { ...mini.value.look, ...what } })
}
