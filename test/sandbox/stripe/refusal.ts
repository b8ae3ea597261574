/** Stripe says no. Thrown from any depth; the edge turns it into the answer. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly details: RefusalDetails
  /** Also when the request is sent again under its idempotency key. */
  readonly kept: boolean

  constructor(status: number, message: string, details: Partial<RefusalDetails> = {}, kept = true) {
    super(message)
    this.status = status
    this.details = { type: 'invalid_request_error', ...details }
    this.kept = kept
  }

  answer(): { error: object } {
    const { code } = this.details
    const doc_url =
      code === undefined
        ? {}
        : { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` }
    return { error: { ...this.details, ...doc_url, message: this.message } }
  }
}

interface RefusalDetails {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  code?: string
  param?: string
  charge?: string
  decline_code?: string
}

/** A request that is wrong in itself: no answer is kept for it. */
export function invalid(message: string, param: string, code?: string): StripeRefusal {
  return new StripeRefusal(400, message, code === undefined ? { param } : { code, param }, false)
}

/** Right in itself, but it cannot be done as things stand. */
export function impossible(
  message: string,
  details: { code?: string; param?: string; charge?: string } = {},
): StripeRefusal {
  return new StripeRefusal(400, message, details)
}

/** What is named in the path is not there; named by a parameter, the answer is 400. */
export function missing(what: string, id: string, param = 'id'): StripeRefusal {
  return new StripeRefusal(param === 'id' ? 404 : 400, `No such ${what}: '${id}'`, {
    code: 'resource_missing',
    param,
  })
}
