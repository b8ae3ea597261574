/** Of an OpenAPI document, what is changed here. */
interface Document {
  paths?: object
  webhooks?: object
  components?: { schemas?: object }
}

/** The document with every schema that has a title told once, under that name, and pointed to from elsewhere. */
export function nameSchemas<Whole extends Document>(document: Whole): Whole {
  const schemas: Record<string, unknown> = {}
  const paths = point(document.paths, schemas)
  const webhooks = point(document.webhooks, schemas)
  return { ...document, paths, webhooks, components: { ...document.components, schemas } }
}

function point(node: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map(item => point(item, schemas))
  if (typeof node !== 'object' || node === null) return node
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, point(value, schemas)]))
  const { title } = inner
  if (typeof title !== 'string' || !('type' in inner || 'anyOf' in inner)) return inner
  schemas[title] = inner
  return { $ref: `#/components/schemas/${title}` }
}
