import { block, nameOf, type Schema, typeOf } from './type-of.ts'

/** Of an OpenAPI document, what a client needs. */
export interface OpenApi {
  paths: Record<string, Record<string, OperationObject>>
  components: { schemas: Record<string, Schema> }
}

type Route = [path: string, methods: Record<string, OperationObject>]

interface OperationObject {
  summary: string
  tags: string[]
  parameters?: { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}

type Content = Record<string, { schema: Schema }>

const HEAD =
  '// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.\n'
/** What all routes answer with. */
const SHARED = 'shared'

/** The types of all routes, for openapi-fetch: the texts of the files, by their names. */
export function generate({ paths, components: { schemas } }: OpenApi): Record<string, string> {
  const routes = Map.groupBy(Object.entries(paths), ([, methods]) => Object.values(methods)[0]?.tags[0] ?? '')
  const tags = [...routes.keys()].sort()
  const users = usersOf(schemas, routes)
  const homeOf = (name: string) => (users.get(name)?.size === 1 ? [...(users.get(name) ?? [])][0] : SHARED)
  const files: Record<string, string> = {}
  for (const home of [...tags, SHARED]) {
    const told = Object.entries(schemas).filter(([name]) => homeOf(name) === home)
    if (told.length > 0) files[`${home}-json.ts`] = jsonFile(told, home)
  }
  for (const tag of tags) files[`${tag}.ts`] = pathsFile(tag, routes.get(tag) ?? [])
  return { ...files, 'paths.ts': allPaths(tags) }

  function jsonFile(told: [string, Schema][], home: string): string {
    return `${HEAD}${imports(told, home)}${told.map(([name, schema]) => declaration(name, schema)).join('')}`
  }

  function pathsFile(tag: string, own: Route[]): string {
    const members = own.map(([path, methods]) => `${nameOf(path)}: ${methodsOf(methods)}`)
    const operation = "import type { Operation } from './operation.ts'\n"
    return `${HEAD}${imports(own, '', operation)}\nexport interface ${titled(tag)}Paths ${block(members, '')}\n`
  }

  /** Whatever of the schemas `node` points to that are not at home there. What every route may answer, it does not name. */
  function imports(node: unknown, home: string, more = ''): string {
    const named = namedIn(node).filter(name => homeOf(name) !== home && name !== 'Problem')
    const lines = [...Map.groupBy(named, homeOf)].map(([from, names]) => importOf(names, `./${from}-json.ts`))
    return [...lines, more].sort((a, b) => (sourceOf(a) < sourceOf(b) ? -1 : 1)).join('')
  }
}

function declaration(name: string, schema: Schema): string {
  const type = typeOf(schema)
  return schema.type === 'object'
    ? `\nexport interface ${name} ${type}\n`
    : `\nexport type ${name} = ${type}\n`
}

const WIDTH = 110

function importOf(names: string[], from: string): string {
  const line = `import type { ${names.join(', ')} } from '${from}'\n`
  return line.length > WIDTH
    ? `import type ${block(
        names.map(name => `${name},`),
        '',
      )} from '${from}'\n`
    : line
}

const sourceOf = (line: string) => line.split(' from ')[1] ?? ''
const titled = (tag: string) => `${tag.charAt(0).toUpperCase()}${tag.slice(1)}`

/** The schemas that `node` points to itself, by name. */
function namedIn(node: unknown): string[] {
  const found = [...JSON.stringify(node).matchAll(/"#\/components\/schemas\/(\w+)"/g)]
  return [...new Set(found.map(([, name = '']) => name))].sort()
}

/** Which tags use a schema, directly or through another. */
function usersOf(schemas: OpenApi['components']['schemas'], routes: Map<string, Route[]>) {
  const users = new Map<string, Set<string>>()
  const visit = (node: unknown, tag: string): void => {
    for (const name of namedIn(node)) {
      const known = users.get(name) ?? new Set()
      if (known.has(tag)) continue
      users.set(name, known.add(tag))
      visit(schemas[name], tag)
    }
  }
  for (const [tag, own] of routes) visit(own, tag)
  return users
}

function methodsOf(methods: Record<string, OperationObject>): string {
  const members = Object.entries(methods).flatMap(([method, operation]) => [
    `/** ${operation.summary} */`,
    `${method}: Operation<${operationOf(operation)}>`,
  ])
  return block(members, '  ')
}

function operationOf({ parameters = [], requestBody, responses }: OperationObject): string {
  const isPlain = ([, { content = {} }]: [string, { content?: Content }]) =>
    content['application/problem+json']?.schema.$ref?.endsWith('/Problem') === true
  const answers = Object.entries(responses).filter(answer => !isPlain(answer))
  const problems = Object.entries(responses).filter(isPlain)
  const members: string[] = []
  for (const place of ['path', 'query'] as const) {
    const own = parameters.filter(parameter => parameter.in === place)
    const properties = Object.fromEntries(own.map(({ name, schema }) => [name, schema]))
    const required = own.filter(parameter => parameter.required).map(({ name }) => name)
    const optional = required.length > 0 ? '' : '?'
    if (own.length > 0)
      members.push(`${place}${optional}: ${typeOf({ type: 'object', properties, required }, DEEP)}`)
  }
  const body = requestBody?.content['application/json']?.schema
  if (body) members.push(`body: ${typeOf(body, DEEP)}`)
  const told = answers.map(([status, { content }]) => `${nameOf(status)}: ${contentOf(content)}`)
  members.push(`answers: ${block(told, DEEP)}`)
  members.push(`problems: ${problems.map(([status]) => nameOf(status)).join(' | ') || 'never'}`)
  return block(members, '    ')
}

/** Where the members of an operation stand. */
const DEEP = '      '

function contentOf(content: Content | undefined): string {
  if (!content) return 'never'
  const members = Object.entries(content).map(
    ([type, { schema }]) => `${nameOf(type)}: ${typeOf(schema, `${DEEP}    `)}`,
  )
  return block(members, `${DEEP}  `)
}

function allPaths(tags: string[]): string {
  const lines = tags.map(tag => `import type { ${titled(tag)}Paths } from './${tag}.ts'\n`).join('')
  const all = tags.map(tag => `${titled(tag)}Paths`).join(',\n    ')
  return `${HEAD}${lines}\n/** Every route, by its address: \`createClient<Paths>()\`. */\nexport interface Paths\n  extends ${all} {}\n`
}
