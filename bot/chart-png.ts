import { fileURLToPath } from 'node:url'

/** Ours, so that a picture looks the same on every machine; they hold Latin, Cyrillic and Arabic, and no emoji. */
const FONTS = [
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
].map(address => fileURLToPath(address))

/** As wide as phones are, in pixels; Telegram keeps photos of up to 2,560. */
const WIDTH = 1440

/** An SVG as PNG, made beside the event loop, for checkouts must not wait for a picture. */
export async function pngOf(svg: string): Promise<Buffer> {
  // Not before it is asked for: it is native code, and the shop sells without it.
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'DejaVu Sans' },
  })
  return picture.asPng()
}
