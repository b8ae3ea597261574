import { expect, it } from 'vitest'
import { examineServices } from '../doctor-services.ts'
import { answerKey } from './support/answer-keys.ts'

const shop = { name: 'shop', sha256: 'a'.repeat(64) }
const media = { name: 'media-server', sha256: 'b'.repeat(64) }
const keys = [answerKey('EdDSA', 'new'), answerKey('ES256', 'old')]
const signing = { issuer: 'https://pay.example.com', keys }
const unsigned = { ...signing, keys: [] }

it.each([
  ['nothing is set', [], unsigned, []],
  [
    'services ask, and answers are signed',
    // A service that changes its key has two for a while.
    [shop, media, { ...media, sha256: 'c'.repeat(64) }],
    signing,
    [
      'ok Other services: shop, media-server may ask. ' +
        'Answers are signed by new (EdDSA) as https://pay.example.com; also published: old.',
    ],
  ],
  [
    'answers are not signed',
    [shop],
    unsigned,
    ['ok Other services: shop may ask. Answers are not signed: ANSWER_SIGNING_KEYS is not set.'],
  ],
  [
    'nobody can ask for what is signed',
    [],
    signing,
    ['warn Other services: ANSWER_SIGNING_KEYS is set and API_KEYS is not: nobody can ask for an answer.'],
  ],
  [
    'two have one key',
    [shop, { ...media, sha256: shop.sha256 }],
    unsigned,
    [
      'ok Other services: shop, media-server may ask. Answers are not signed: ANSWER_SIGNING_KEYS is not set.',
      'warn Other services: shop and media-server have the same key in API_KEYS: give each its own.',
    ],
  ],
])('the doctor says what other services can do where %s', (_, apiKeys, signed, said) => {
  const found = examineServices({ apiKeys, signing: signed })
  expect(found.map(({ level, line }) => `${level} ${line}`)).toEqual(said)
})
