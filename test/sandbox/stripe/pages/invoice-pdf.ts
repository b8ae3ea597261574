import type { Invoice } from '../state.ts'
import { type PdfLine, pdf } from './pdf.ts'
import { date, money } from './words.ts'

const left = 56
const right = 430

/** An invoice as a file to keep. */
export function invoicePdf(invoice: Invoice, shop: string): Buffer {
  const { number, currency, status } = invoice
  const fact = (y: number, name: string, value: string): PdfLine[] => [
    { text: name, x: left, y, bold: true },
    { text: value, x: left + 110, y },
  ]
  const sums: [string, string][] = [
    ['Total', money(invoice.total, currency)],
    status === 'paid'
      ? ['Amount paid', money(invoice.amount_paid, currency)]
      : ['Amount due', money(invoice.amount_due, currency)],
  ]
  const end = 300 + invoice.lines.data.length * 36
  return pdf(`Invoice ${number}`, [
    { text: 'Invoice', x: left, y: 84, size: 24, bold: true },
    { text: shop, x: right, y: 84, size: 14, bold: true },
    ...fact(130, 'Invoice number', String(number)),
    ...fact(148, 'Date of issue', date(invoice.created)),
    ...fact(166, 'Billed to', invoice.customer_name ?? invoice.customer_email ?? 'Customer'),
    ...fact(184, 'Status', String(status)),
    { text: headline(invoice), x: left, y: 230, size: 16, bold: true },
    { text: 'Description', x: left, y: 272, size: 9 },
    { text: 'Amount', x: right, y: 272, size: 9 },
    ...invoice.lines.data.flatMap((line, at): PdfLine[] => [
      { text: line.description ?? '', x: left, y: 296 + at * 36 },
      { text: `${date(line.period.start)} - ${date(line.period.end)}`, x: left, y: 310 + at * 36, size: 8 },
      { text: money(line.amount, currency), x: right, y: 296 + at * 36 },
    ]),
    ...sums.flatMap(([name, sum], at): PdfLine[] => [
      { text: name, x: right - 110, y: end + 20 + at * 20, bold: true },
      { text: sum, x: right, y: end + 20 + at * 20, bold: true },
    ]),
    { text: 'Made by a sandbox that plays Stripe. No money moved.', x: left, y: 790, size: 8 },
  ])
}

function headline({
  status,
  amount_paid,
  amount_due,
  currency,
  status_transitions: at,
  created,
}: Invoice): string {
  return status === 'paid'
    ? `${money(amount_paid, currency)} paid on ${date(at.paid_at ?? created)}`
    : `${money(amount_due, currency)} due`
}
