import { BUILT, buildApp } from './build.ts'

/** `npm run build`: builds the Mini App ahead, for an image that is run where nothing can be written. */
const files = await buildApp({ outDir: BUILT, onProgress: line => console.log(line) })
console.log(`The Mini App is built: ${files}`)
