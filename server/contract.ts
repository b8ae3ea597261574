import Type, { type Static } from 'typebox'

/** The JSON that crosses to the Mini App and to other services: snake_case, instants as RFC 3339 in UTC. */

const Instant = Type.String({ format: 'date-time' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Minor units of `currency`; whole Stars where it is `XTR`. */
const Money = { amount: Type.Integer(), currency: Type.String() }

/** A plan on sale, its texts in one language. `null` for a rail: not sold on it. */
export const PlanJson = Type.Object({
  code: Type.String(),
  title: Type.String(),
  description: Type.String(),
  features: Type.Array(Type.String()),
  entitlements: Type.Array(Type.String()),
  max_devices: Type.Integer(),
  /** ISO 8601 (`P1M`), or `lifetime`. */
  period: Type.String(),
  grace_days: Type.Integer(),
  goods: Type.Enum(['digital', 'physical', 'service']),
  stars: Nullable(Type.Object({ ...Money, recurring: Type.Boolean() })),
  card: Nullable(Type.Object(Money)),
})
export type PlanJson = Static<typeof PlanJson>

const Source = Type.Enum(['stars', 'card', 'manual'])

/** What a person may use by one key. `ends_at: null` is for ever; in grace it is past, and `active` still true. */
export const EntitlementJson = Type.Object({
  key: Type.String(),
  plan: Type.String(),
  active: Type.Boolean(),
  starts_at: Instant,
  ends_at: Nullable(Instant),
  source: Source,
  in_grace: Type.Boolean(),
  grants: Type.Array(
    Type.Object({ plan: Type.String(), source: Source, starts_at: Instant, ends_at: Nullable(Instant) }),
  ),
})
export type EntitlementJson = Static<typeof EntitlementJson>

const PROBLEM = {
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  request_id: Type.String(),
}

/** RFC 9457. `instance` is the path asked for; `request_id` finds the request in the logs. */
export const ProblemJson = Type.Object({
  ...PROBLEM,
  errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
})
export type ProblemJson = Static<typeof ProblemJson>

/**
 * The gate is shut. `none`: they never had it; `ended`: they had, and it ran out or was taken back; `not_sold`: they
 * never had it and no plan on sale gives it (perhaps the key is misspelt).
 */
export const DeniedJson = Type.Object({
  ...PROBLEM,
  reason: Type.Enum(['none', 'ended', 'not_sold']),
  /** Opens the bot at what would open the gate; null while the bot's name is not known. */
  upgrade_url: Nullable(Type.String()),
})
export type DeniedJson = Static<typeof DeniedJson>

export const LiveJson = Type.Object({ status: Type.Enum(['ok']) })

const READINESS = {
  ready: Type.Boolean(),
  database: Type.Enum(['ok', 'down']),
  schema: Type.Enum(['current', 'behind', 'unknown']),
  /** How the providers have been lately. They have no say in `ready`. */
  providers: Type.Record(Type.String(), Type.Enum(['ok', 'trouble', 'unknown'])),
}

export const ReadyJson = Type.Object(READINESS)
export const NotReadyJson = Type.Object({ ...PROBLEM, ...READINESS })
