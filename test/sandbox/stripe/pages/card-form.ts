import type { Card } from '../card.ts'
import { icon } from './frame.ts'
import { type Html, html } from './html.ts'

const tests: { card: Card; name: string; does: string }[] = [
  { card: '4242424242424242', name: 'Works', does: 'now and at every renewal' },
  { card: '4000002500003155', name: 'Asks the bank', does: 'once, 3-D Secure' },
  { card: '4000002760003184', name: 'Always asks', does: '3-D Secure at renewals too' },
  { card: '4000000000000341', name: 'Fails later', does: 'works now, renewals fail' },
  { card: '4000000000000002', name: 'Declined', does: 'whatever happens' },
  { card: '4000000000009995', name: 'No funds', does: 'declined for that' },
]

/** What a person types to pay with a card: the fields, and the numbers of test cards to pick from. */
export function cardFields(number: string = tests[0]?.card ?? ''): Html {
  const value = grouped(number)
  return html`<fieldset class="fields">
    <legend>Card information</legend>
    <div class="box">
      <label class="wide"
        ><span class="said">Card number</span>
        <input name="number" value="${value}" inputmode="numeric" autocomplete="off" spellcheck="false" required
          data-testid="card-number" />
        ${icon('card')}</label
      >
      <label><span class="said">Expiry</span><input name="expiry" value="12 / 34" autocomplete="off" inputmode="numeric" /></label>
      <label><span class="said">CVC</span><input name="cvc" value="123" autocomplete="off" inputmode="numeric" /></label>
    </div>
    <div class="tests" role="group" aria-label="Test cards">
      ${tests.map(
        ({ card, name, does }) =>
          html`<button type="button" class="test" data-number="${grouped(card)}" aria-pressed="${String(card === number.replaceAll(' ', ''))}">
            <b>${name}</b><span>${does}</span>
          </button>`,
      )}
    </div>
  </fieldset>`
}

function grouped(number: string): string {
  return number.replaceAll(' ', '').replace(/(\d{4})(?=\d)/g, '$1 ')
}
