import { createRequire } from 'node:module'
import type { FastifyServerOptions } from 'fastify'

type Controller = NonNullable<FastifyServerOptions['schemaController']>
type Factory = NonNullable<NonNullable<Controller['compilersFactory']>['buildValidator']>
/** The other kind makes what writes JSON. */
type Build = Exclude<Factory, (...of: never) => (...of: never) => (data: unknown) => string>

const fromFastify = createRequire(createRequire(import.meta.url).resolve('fastify'))
const usual: () => Build = fromFastify('@fastify/ajv-compiler')
const compiled = new Map<string, ReturnType<ReturnType<Build>>>()

const buildValidator: Build = (external, options) => {
  const compile = usual()(external, options)
  return route => {
    const key = JSON.stringify([external, route])
    const validate = compiled.get(key) ?? compile(route)
    compiled.set(key, validate)
    return validate
  }
}

/** As is usual, but for what was compiled before: tests start hundreds of sandboxes, each with the same schemas. */
export const sharedValidators: Controller = { compilersFactory: { buildValidator } }
