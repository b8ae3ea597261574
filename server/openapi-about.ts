/** What /openapi.json says of the whole. */

export const ABOUT = {
  title: 'Starpass',
  version: '1',
  description: `Access that is sold from a Telegram bot: *what may this person use, until when?*

- JSON is snake_case, instants are RFC 3339 in UTC, money is in minor units (Stars: whole Stars, as \`XTR\`).
- Texts are in the language of \`Accept-Language\` that the shop speaks; \`Content-Language\` says which.
- What has an \`ETag\` is not sent again to who sends that as \`If-None-Match\`: 304.
- Whatever is not 2xx is \`application/problem+json\` (RFC 9457); its \`request_id\` finds the request in the logs, and its
  \`type\` tells kinds of trouble apart that share a status. 422 names each field that is not as it must be.
  405 answers a method that an address does not know, and names those that it does in \`Allow\`; GET is also HEAD.
- What is limited says so in \`RateLimit-Policy\` and \`RateLimit\`; 429 says in \`Retry-After\` when to come again.
- No other origin may read an answer from a browser (no CORS).`,
}

export const TAGS = [
  { name: 'session', description: 'Signing in to the Mini App, staying in, and signing out' },
  { name: 'me', description: 'Whoever is signed in, and what they may use' },
  { name: 'shop', description: 'What is on sale; open to anybody' },
  { name: 'billing', description: 'Buying, what was bought, and what renews' },
  { name: 'devices', description: 'What a person uses their access on, each by a secret of its own' },
  { name: 'services', description: 'What another service asks about a person' },
  { name: 'webhooks', description: 'Where providers bring news' },
  { name: 'health', description: 'For whoever watches the process' },
  { name: 'about', description: 'This description' },
]

export const SECURITY = {
  session: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The access_token of a session, for minutes: `exchangeInitData` gives it, `renewSession` another.',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of another service, of those in API_KEYS.',
  },
  device: {
    type: 'http',
    scheme: 'bearer',
    description: 'The secret of a device, told when it was registered.',
  },
  telegram: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Telegram-Bot-Api-Secret-Token',
    description: 'The secret that Telegram was told to send along.',
  },
  stripe: {
    type: 'apiKey',
    in: 'header',
    name: 'Stripe-Signature',
    description: 'Stripe’s signature of the very body, by one of STRIPE_WEBHOOK_SECRET.',
  },
} as const
