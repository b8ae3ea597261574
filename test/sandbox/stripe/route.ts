import type { World } from '../world.ts'
import { type Check, expandable, params } from './check.ts'
import { expand } from './expand.ts'
import type { Form } from './form.ts'

type Method = 'GET' | 'POST' | 'DELETE'

/** One call of the API. */
export interface Route {
  method: Method
  /** As Fastify writes it, under `/v1`. */
  path: string
  /** Reads the parameters, refusing what is wrong with them; what it returns does the work. */
  prepare(world: World, id: string, form: Form): () => object
}

export function route<Params extends { expand?: string[] }>(
  method: Method,
  path: string,
  read: Check<Params>,
  work: (call: { world: World; id: string; params: Params }) => object,
): Route {
  return {
    method,
    path,
    prepare(world, id, form) {
      const params = read(form, '')
      return () => expand(world, work({ world, id, params }), params.expand)
    },
  }
}

/** Of a call that takes no parameter but this. */
export const onlyExpand = params<{ expand?: string[] }>()({ expand: expandable })
