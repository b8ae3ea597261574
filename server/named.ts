import Type from 'typebox'

/** JSON that /openapi.json tells once, under this name and in these words, and points to wherever it stands. */
export function named<Properties extends Type.TProperties>(
  title: string,
  description: string,
  properties: Properties,
) {
  return Type.Object(properties, { title, description })
}

/** RFC 3339, in UTC. */
export const Instant = Type.String({ format: 'date-time' })

/** That, or null; the words say what null means. */
export function nullable<Schema extends Type.TSchema>(schema: Schema, description: string) {
  return Type.Union([schema, Type.Null()], { description })
}

export function text(description: string) {
  return Type.String({ description })
}

export function instant(description: string) {
  return Type.String({ format: 'date-time', description })
}

export function whole(description: string) {
  return Type.Integer({ description })
}

export function yesOrNo(description: string) {
  return Type.Boolean({ description })
}
