import { Stripe } from 'stripe'

/** How Stripe has answered lately; it never waits for the network. `unknown`: nobody has asked it yet. */
export interface Answering {
  health(): 'ok' | 'trouble' | 'unknown'
}

type Client = ReturnType<typeof Stripe.createNodeHttpClient>

/** A client for the SDK that remembers how the last answer went. */
export function watchAnswers(): { httpClient: Client } & Answering {
  const inner = Stripe.createNodeHttpClient()
  let last: ReturnType<Answering['health']> = 'unknown'
  return {
    health: () => last,
    httpClient: {
      getClientName: () => inner.getClientName(),
      async makeRequest(...request: Parameters<Client['makeRequest']>) {
        try {
          const response = await inner.makeRequest(...request)
          last = isTrouble(response.getStatusCode()) ? 'trouble' : 'ok'
          return response
        } catch (error) {
          last = 'trouble'
          throw error
        }
      },
    },
  }
}

/** Its own trouble, and a key that it does not take, or not for this. */
function isTrouble(status: number): boolean {
  return status >= 500 || status === 401 || status === 403
}
