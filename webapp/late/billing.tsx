import { useEffect, useRef } from 'preact/hooks'
import type { InvoiceJson } from '../../server/contract.ts'
import { Row } from '../parts/group.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { PastDue } from '../parts/past-due.tsx'
import { Price } from '../parts/price.tsx'
import { Screen } from '../parts/screen.tsx'
import { go } from '../route.ts'
import { moreReceipts, receipts, subscription } from '../store.ts'
import { day, t } from '../texts.ts'
import { Mine } from './mine.tsx'
import { statusOf } from './status.ts'

/** What they pay for, and every payment with what became of it, the newest first. */
export function Billing() {
  const isBusy = receipts.value.kind === 'loading' || subscription.value.kind === 'loading'
  return (
    <Screen title={t('app-billing-title')} busy={isBusy}>
      <PastDue />
      <Loaded of={subscription.value}>{told => <Mine told={told} />}</Loaded>
      <Loaded of={receipts.value} cards={3}>
        {({ items, more, loadingMore }) => (
          <>
            <Receipts items={items} />
            {more && <More busy={loadingMore} />}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Receipts({ items }: { items: InvoiceJson[] }) {
  if (items.length === 0)
    return (
      <section class="free free-small">
        <h2>{t('app-billing-none')}</h2>
        <p>{t('app-billing-none-text')}</p>
      </section>
    )
  return (
    <>
      {byMonth(items).map(([month, all]) => (
        <section key={month} class="group month">
          <h2>{month}</h2>
          <ul class="card rows">
            {all.map(receipt => (
              <li key={receipt.id}>
                <ReceiptRow receipt={receipt} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** Months by their names, in the order they come. */
function byMonth(items: InvoiceJson[]): [string, InvoiceJson[]][] {
  const months = new Map<string, InvoiceJson[]>()
  for (const item of items) {
    const month = t('app-month', { at: new Date(item.created_at) })
    months.set(month, [...(months.get(month) ?? []), item])
  }
  return [...months]
}

function ReceiptRow({ receipt }: { receipt: InvoiceJson }) {
  const { id, description, amount_due: amount, currency, status, created_at: at } = receipt
  return (
    <Row
      id={`receipt-${id}`}
      label={description}
      below={
        <>
          {day(at)} <span class={`status status-${status}`}>{statusOf(status)}</span>
        </>
      }
      end={<Price amount={amount} currency={currency} />}
      onPress={() => go({ screen: 'receipt', id })}
    />
  )
}

/** The older ones: asked for by whoever comes near the end, or by the button. */
function More({ busy }: { busy: boolean }) {
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!ref.current || busy) return
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void moreReceipts()
      },
      { rootMargin: '600px' },
    )
    seen.observe(ref.current)
    return () => seen.disconnect()
  }, [busy])
  return (
    <button
      type="button"
      ref={ref}
      class="button button-quiet"
      aria-disabled={busy}
      onClick={() => void moreReceipts()}
    >
      {busy ? t('app-loading') : t('app-more')}
    </button>
  )
}
