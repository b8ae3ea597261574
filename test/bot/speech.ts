import { pino } from 'pino'
import { createTexts } from '../../bot/texts.ts'

/** The bot's texts, where a missing one throws. */
export const texts = createTexts({ logger: pino({ level: 'silent' }), strict: true })
export const en = texts.speak('en')
export const ru = texts.speak('ru')
export const ar = texts.speak('ar')
