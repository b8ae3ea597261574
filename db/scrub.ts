/** What says who somebody is, or where they are to be found, in what Telegram and Stripe send. */
const PERSONAL = new Set([
  ...['first_name', 'last_name', 'username', 'active_usernames', 'language_code', 'order_info'],
  ...[
    'name',
    'email',
    'phone',
    'phone_number',
    'address',
    'shipping',
    'shipping_details',
    'shipping_address',
  ],
  ...['customer_name', 'customer_email', 'customer_phone', 'customer_address', 'customer_shipping'],
  ...[
    'customer_details',
    'customer_tax_ids',
    'customer_email_address',
    'customer_purchase_ip',
    'customer_signature',
  ],
  ...[
    'individual_name',
    'business_name',
    'billing_details',
    'billing_address',
    'receipt_email',
    'receipt_number',
  ],
  ...[
    'collected_information',
    'custom_fields',
    'preferred_locales',
    'tax_id',
    'tax_ids',
    'evidence',
    'ip',
    'ip_address',
  ],
  ...['fingerprint', 'last4', 'exp_month', 'exp_year', 'iban', 'sender_name'],
])

/** Whether anything of it stands in a payload, as the database asks: for `jsonb_path_exists`. */
export const PERSONAL_PATH = `$.** ? (${[...PERSONAL].map(name => `exists(@.${name} ? (@.type() != "null"))`).join(' || ')})`

/** The same without a word of who the person is: ids, money and dates stay. What is gone stands as null. */
export function scrubbed(payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map(scrubbed)
  if (typeof payload !== 'object' || payload === null) return payload
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, PERSONAL.has(name) ? null : scrubbed(value)]),
  )
}
