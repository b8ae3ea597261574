/** `GET /control/service`: what another service of the shop's operator has heard, and what it makes of it. */
export interface ServiceView {
  /** It answers 503 to whatever it is told, as one that is down behind its proxy. */
  away: boolean
  /** What people may use, from what it heard alone, by person and key. */
  known: KnownAccess[]
  /** The newest events, newest first, each once however often it came. */
  heard: HeardEvent[]
  /** How many came without a signature of the shop's; none of them counts. */
  unsigned: number
}

/** An event of the shop's, as it was told. */
export interface HeardEvent {
  /** `webhook-id`: the same again is the same event. */
  id: string
  type: string
  /** When it happened, by the shop. */
  timestamp: string
  /** When it was heard first. */
  heard_at: string
  times: number
  data: EventData
}

/** What the service reads of an event; the rest is kept as it came. */
export interface EventData {
  telegram_id: number
  /** Greater with each later event of one person. */
  sequence: number
  entitlement?: KnownEntitlement
  payment?: { plan: string | null; amount: number; currency: string }
  refund?: { amount: number; currency: string }
}

export interface KnownEntitlement {
  key: string
  plan: string
  starts_at: string
  ends_at: string | null
  in_grace: boolean
}

export interface KnownAccess extends KnownEntitlement {
  telegram_id: number
}

/** `POST /control/service`. */
export interface ChangeService {
  away: boolean
}
