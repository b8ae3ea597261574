import { type ESTree, parseSync, Visitor } from 'vite'

/** One `await` of the product: a process can die right before its expression is worked out, or right after. */
export interface Site {
  /** Where it stands, as `db/settle.ts:41:5 settleTogether`; the function is the nearest one that has a name. */
  name: string
  file: string
  /** The nearest function around it that has a name. */
  within: string
}

/**
 * The source with a call before and after each of its awaits: `await x` becomes
 * `crashPoint.after(site, (crashPoint.before(site), await x))`. Nothing else changes, lines included. What is awaited
 * without the word (`for await`, `await using`, a promise that is returned) is no site.
 */
export function withCrashPoints(file: string, source: string): { code: string; sites: Site[] } {
  const sites: Site[] = []
  const inserts: { at: number; text: string }[] = []
  for (const { node, within } of awaitsIn(file, source)) {
    const name = `${file}:${placeOf(source, node.start)} ${within}`
    const key = JSON.stringify(name)
    sites.push({ name, file, within })
    // A word first, not a parenthesis: after a line without a semicolon that would call what stands there.
    inserts.push({ at: node.start, text: `crashPoint.after(${key}, (crashPoint.before(${key}), ` })
    inserts.push({ at: node.end, text: '))' })
  }
  return { code: insertAll(source, inserts), sites }
}

function awaitsIn(file: string, source: string): { node: ESTree.AwaitExpression; within: string }[] {
  const { program, errors } = parseSync(file, source, { lang: 'ts' })
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const found: { node: ESTree.AwaitExpression; within: string }[] = []
  const around = ['(top)']
  const here = () => around.at(-1) as string
  const enter = (name: string | undefined) => void around.push(name ?? here())
  const leave = () => void around.pop()
  new Visitor({
    FunctionDeclaration: ({ id }) => enter(id?.name),
    'FunctionDeclaration:exit': leave,
    VariableDeclarator: ({ id, init }) =>
      enter(isFunction(init) && id.type === 'Identifier' ? id.name : undefined),
    'VariableDeclarator:exit': leave,
    Property: ({ key, value }) => enter(isFunction(value) ? nameOf(key) : undefined),
    'Property:exit': leave,
    MethodDefinition: ({ key }) => enter(nameOf(key)),
    'MethodDefinition:exit': leave,
    AwaitExpression: node => void found.push({ node, within: here() }),
  }).visit(program)
  return found
}

function isFunction(node: ESTree.Node | null): boolean {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression'
}

function nameOf(key: ESTree.PropertyKey): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  return key.type === 'Identifier' ? key.name : undefined
}

/** `line:column`, both from 1, as editors and stack traces have it. */
function placeOf(source: string, at: number): string {
  const before = source.slice(0, at).split('\n')
  return `${before.length}:${(before.at(-1) as string).length + 1}`
}

function insertAll(source: string, inserts: { at: number; text: string }[]): string {
  let code = ''
  let done = 0
  for (const { at, text } of inserts.toSorted((a, b) => a.at - b.at)) {
    code += source.slice(done, at) + text
    done = at
  }
  return code + source.slice(done)
}
