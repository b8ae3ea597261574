import { Stripe } from 'stripe'

/** Where the rail says what an operator should know. */
export interface Warn {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Any error that Stripe answered, or that it did not answer. */
export function isStripe(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeError
}

/** It has no such thing (any more): `param` names what was asked for, as `customer`. */
export function isMissing(error: unknown, param: string): boolean {
  return isStripe(error) && error.code === 'resource_missing' && error.param === param
}

/** Whether the same question may well be answered later: no answer, too many questions, its own fault. */
export function mayPass(error: Stripe.errors.StripeError): boolean {
  const { statusCode } = error
  return statusCode === undefined || statusCode === 409 || statusCode === 429 || statusCode >= 500
}

/** Whether Stripe carried the request out, and ended in trouble of its own: under the same key it says so for a day. */
export function isReplayed({ statusCode }: Stripe.errors.StripeError): boolean {
  return statusCode !== undefined && statusCode >= 500
}

/** A key that Stripe does not take, or not for this: an operator must see to it. */
export function isKeyRefused(error: Stripe.errors.StripeError): boolean {
  return error.statusCode === 401 || error.statusCode === 403
}

/** Logs what stands in the way: what may pass as a warning, what an operator must mend as an error that says so. */
export function report(logger: Warn, error: Stripe.errors.StripeError, what: string): void {
  const fields = { err: error, stripe_request: error.requestId }
  if (mayPass(error)) logger.warn(fields, `Stripe did not answer as it should: ${what}`)
  else if (isKeyRefused(error))
    logger.error(
      fields,
      `Stripe refuses STRIPE_SECRET_KEY: ${what}. Check the key and what it may do; npm run doctor says more`,
    )
  else if (error.code === 'resource_missing')
    logger.error(fields, `Stripe refused: ${what}. ${OTHER_ACCOUNT}`)
  else logger.error(fields, `Stripe refused: ${what}`)
}

/** What an operator should look at where Stripe does not know what it made for us. */
export const OTHER_ACCOUNT =
  'Is STRIPE_SECRET_KEY of another account, or of the other mode, than before? Set the key it was made with'
