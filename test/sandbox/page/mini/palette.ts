/** The colours a client tells a Mini App, by Telegram's names. */
export type Palette = Readonly<Record<ColorName, `#${string}`>>

type ColorName =
  | 'accent_text_color'
  | 'bg_color'
  | 'bottom_bar_bg_color'
  | 'button_color'
  | 'button_text_color'
  | 'destructive_text_color'
  | 'header_bg_color'
  | 'hint_color'
  | 'link_color'
  | 'secondary_bg_color'
  | 'section_bg_color'
  | 'section_header_text_color'
  | 'section_separator_color'
  | 'subtitle_text_color'
  | 'text_color'

/** Telegram Web's own: an app that can be read in these can be read where it will live. */
const light: Palette = {
  accent_text_color: '#3390ec',
  bg_color: '#ffffff',
  bottom_bar_bg_color: '#ffffff',
  button_color: '#3390ec',
  button_text_color: '#ffffff',
  destructive_text_color: '#e53935',
  header_bg_color: '#ffffff',
  hint_color: '#707579',
  link_color: '#3390ec',
  secondary_bg_color: '#f4f4f5',
  section_bg_color: '#ffffff',
  section_header_text_color: '#707579',
  section_separator_color: '#dadce0',
  subtitle_text_color: '#707579',
  text_color: '#000000',
}

const dark: Palette = {
  accent_text_color: '#8774e1',
  bg_color: '#212121',
  bottom_bar_bg_color: '#212121',
  button_color: '#8774e1',
  button_text_color: '#ffffff',
  destructive_text_color: '#ff595a',
  header_bg_color: '#212121',
  hint_color: '#aaaaaa',
  link_color: '#8774e1',
  secondary_bg_color: '#0f0f0f',
  section_bg_color: '#212121',
  section_header_text_color: '#aaaaaa',
  section_separator_color: '#303030',
  subtitle_text_color: '#aaaaaa',
  text_color: '#ffffff',
}

export const paletteOf = (isDark: boolean): Palette => (isDark ? dark : light)

/** A colour as an app names it: by Telegram's name for it, or as it is. */
export function colorOf(color: string, isDark: boolean): string {
  const palette: Readonly<Record<string, string>> = paletteOf(isDark)
  return palette[color] ?? color
}

/** Black or white, whichever is easier to read on a ground the app has chosen. */
export function inkOn(ground: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
    linear(Number.parseInt(ground.slice(at, at + 2), 16)),
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  // Where both inks have the same contrast: (l + 0.05)² = 0.05 × 1.05.
  return luminance > 0.179 ? '#000000' : '#ffffff'
}

const linear = (channel: number) =>
  channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4
