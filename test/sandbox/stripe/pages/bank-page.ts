import { icon, page } from './frame.ts'
import { html } from './html.ts'

/** The bank asks whether it is really them; `action` is where the answer goes. */
export function bankPage(action: string, shop: string, amount: string): string {
  return page(
    'note',
    'Your bank asks',
    html`<main class="card bank" data-testid="bank-page">
      <p class="bank-name">${icon('bank')} Sandbox Bank<span>3-D Secure</span></p>
      <h1>Is this you?</h1>
      <p><b>${shop}</b> wants to charge <b>${amount}</b> to your card. Your bank asks you before it pays.</p>
      <form method="post" action="${action}">
        <button type="submit" class="button" name="answer" value="yes" data-testid="bank-yes">Yes, pay</button>
        <button type="submit" class="button quiet" name="answer" value="no" data-testid="bank-no">No, refuse</button>
      </form>
    </main>`,
  )
}
