import type { Logger } from 'pino'
import { catalogRoutes } from './catalog.ts'
import { type App, createFrame } from './frame.ts'
import { healthRoutes, type Probe } from './health.ts'
import { type PeopleDependencies, peopleRoutes } from './people.ts'

/** All the HTTP side needs from outside. */
export interface AppDependencies extends PeopleDependencies {
  logger: Logger
  /** How each provider has been lately, by its name: `{ telegram: () => 'ok' }`. */
  probes: Record<string, Probe>
}

/** The public HTTP side. It never listens: `main.ts` does, and tests inject. One per registry. */
export function createApp(dependencies: AppDependencies): App {
  return createFrame(dependencies.logger, app => {
    healthRoutes(app, dependencies)
    catalogRoutes(app, dependencies)
    peopleRoutes(app, dependencies)
  })
}
