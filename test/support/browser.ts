import { unpackBrowser } from './chromium.ts'

/** Before the first test: several of them start the browser at the same moment. */
export async function setup(): Promise<void> {
  await unpackBrowser()
}
