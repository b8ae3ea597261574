import { openEmbeddedPostgres } from '../../db/embedded.ts'
import { postmasterIn } from '../../db/embedded-postmaster.ts'

// A process that owns an embedded Postgres until it is killed: `node embedded-owner.ts <dataDir> [exit]`.
const [dataDir = '', then] = process.argv.slice(2)
const { url, adopted } = await openEmbeddedPostgres({ dataDir, port: 0 })
process.stdout.write(`${JSON.stringify({ url, adopted, postgres: postmasterIn(dataDir)?.pid })}\n`)
if (then !== 'exit') setInterval(() => {}, 60_000)
