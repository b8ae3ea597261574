import { Composer } from 'grammy'
import type { PersonContext } from './context.ts'
import { type Registration, registerOwnButton, registerOwnMenus } from './menus.ts'
import { chosenOf, languageOf } from './texts.ts'

/** Whoever says hello gets the menus of their own, if they are to have any: after the answer, which does not wait. */
export function ownMenus(registration: Registration): Composer<PersonContext> {
  const { adminIds, appUrl } = registration
  const composer = new Composer<PersonContext>()
  composer.command('start', async ({ person }, next) => {
    await next()
    if (adminIds.includes(person.id) || chosenOf(person.language) !== null)
      return registerOwnMenus(registration, person)
    // Only a button in another language may be left over from a time when there was an app.
    if (appUrl !== null || languageOf(person.languageCode) !== 'en')
      await registerOwnButton(registration, person)
  })
  return composer
}
