import type { Invoice } from '@grammyjs/types'
import { Star } from '../parts/star.tsx'
import { amount } from '../words.ts'
import './invoice.css'

/** What is for sale, and for how much. */
export function InvoiceCard({ invoice }: { invoice: Invoice }) {
  return (
    <div class="invoice" data-testid="invoice">
      <div class="invoice-picture" aria-hidden="true">
        <Star />
      </div>
      <div class="invoice-words">
        <b class="invoice-title" dir="auto">
          {invoice.title}
        </b>
        <p dir="auto">{invoice.description}</p>
        <div class="price-line">
          <span class="price">
            <Star /> {amount(invoice.total_amount)}
          </span>
          <small lang="en">INVOICE</small>
        </div>
      </div>
    </div>
  )
}
