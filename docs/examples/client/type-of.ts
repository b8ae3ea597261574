/** A JSON schema, as far as the answers and bodies of a shop need one. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
}

/** A schema as a TypeScript type, over as many lines as it takes, those after the first `indent` in. */
export function typeOf(schema: Schema, indent = ''): string {
  if (schema.$ref) return schema.$ref.replace(/.*\//, '')
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  if ('const' in schema) return literal(schema.const)
  if (schema.anyOf) return schema.anyOf.map(one => typeOf(one, indent)).join(' | ')
  if (Array.isArray(schema.type))
    return schema.type.map(type => typeOf({ ...schema, type }, indent)).join(' | ')
  switch (schema.type) {
    case 'array':
      return listOf(typeOf(schema.items ?? {}, indent))
    case 'object':
      return objectOf(schema, indent)
    case 'integer':
      return 'number'
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type
    default:
      return 'unknown'
  }
}

/** Members over lines of their own. */
export function block(members: string[], indent: string): string {
  return `{\n${members.map(member => `${indent}  ${member}\n`).join('')}${indent}}`
}

/** A name as a member is called by it. */
export function nameOf(name: string): string {
  return /^([a-z_$][\w$]*|\d+)$/i.test(name) ? name : literal(name)
}

function objectOf(
  { properties = {}, required = [], additionalProperties: rest }: Schema,
  indent: string,
): string {
  const members = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) ? '' : '?'
    return `${nameOf(name)}${optional}: ${typeOf(schema, `${indent}  `)}`
  })
  if (typeof rest === 'object') members.push(`[name: string]: ${typeOf(rest, `${indent}  `)}`)
  return members.length > 0 ? block(members, indent) : 'Record<string, unknown>'
}

function listOf(item: string): string {
  return /^[^{]* \| /.test(item) ? `(${item})[]` : `${item}[]`
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value)
}
