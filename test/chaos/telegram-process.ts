import { startSandbox } from '../sandbox/sandbox.ts'

// The sandbox as a process of its own, so that the storm and Telegram do not slow each other down:
// forked with the options as JSON; says its address, and goes when its parent does.
const [options = '{}'] = process.argv.slice(2)
const { url } = await startSandbox(JSON.parse(options))
process.send?.(url)
process.on('disconnect', () => process.exit(0))
// A Ctrl-C reaches every process of the terminal; the parent decides when this one ends.
process.on('SIGINT', () => {})
