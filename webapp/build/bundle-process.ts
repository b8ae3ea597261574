import { bundle } from './bundle.ts'

/** `node bundle-process.ts <clone> <folder>`: see `build.ts`. */
const [root, folder] = process.argv.slice(2)
if (root === undefined || folder === undefined)
  throw new Error('say which clone, and the folder to build into')
await bundle(root, folder)
