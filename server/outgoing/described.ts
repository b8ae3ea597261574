import { OutgoingJson } from './outgoing-contract.ts'

const SUMMARIES: Record<OutgoingJson['type'], string> = {
  'access.granted': 'A key is open that was not',
  'access.extended': 'A key is open for longer than was told',
  'access.shortened': 'A key ends earlier than was told',
  'access.ended': 'A key is closed: at the end of its time and its days of grace, by refund or by hand',
  'payment.settled': 'Money came, and is booked',
  'payment.refunded': 'Money went back, here or at the provider',
  'payment.refund_failed': 'Money that went back came back to us after all',
}

const HEADERS = [
  ['webhook-id', 'The id of the event: the same again is the same event'],
  ['webhook-timestamp', 'When it was sent, in seconds of Unix time'],
  ['webhook-signature', '`v1,` and the HMAC-SHA256 in Base64; one for each secret, with a space between'],
] as const

/** For /openapi.json: what is posted to other services, by the type of event. */
export const TOLD_SERVICES = Object.fromEntries(
  OutgoingJson.anyOf.flatMap(schema =>
    schema.properties.type.enum.map(type => [type, { post: describe(type, schema) }]),
  ),
)

function describe(type: OutgoingJson['type'], schema: object) {
  return {
    summary: SUMMARIES[type],
    description: 'Posted to each of OUTGOING_WEBHOOK_URLS, and signed by the Standard Webhooks.',
    tags: ['services'],
    parameters: HEADERS.map(([name, description]) => ({
      ...{ name, in: 'header' as const, required: true, description },
      schema: { type: 'string' as const },
    })),
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      '2XX': { description: 'It is taken' },
      default: { description: 'It is not, and is told again for three days; redirects are not followed' },
    },
  }
}
