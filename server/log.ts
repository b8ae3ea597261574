import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'
import { errorFields } from './error-fields.ts'
import { scrubLine } from './scrub.ts'

/**
 * The log of the process: JSON lines on stdout, written asynchronously and flushed at exit. Whatever is logged, from
 * wherever, leaves out tokens, secrets, initData and payloads (case 106). Fields that join lines up: `request_id`,
 * `update_id`, `person_id`.
 */
export function createLogger(
  level: string,
  to: DestinationStream = destination({ dest: 1, sync: false }),
): Logger {
  return pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { err: error => errorFields(error) },
      hooks: { streamWrite: scrubLine },
    },
    to,
  )
}
