import type { ComponentChildren } from 'preact'
import type { InvoiceJson } from '../../server/contract.ts'
import { Row } from '../parts/group.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Price } from '../parts/price.tsx'
import { Said } from '../parts/said.tsx'
import { Screen } from '../parts/screen.tsx'
import { wayTo } from '../parts/way.ts'
import { go } from '../route.ts'
import { expectChange, receipts } from '../store.ts'
import { openLink } from '../telegram.ts'
import { moment, t } from '../texts.ts'
import { CopyId } from './copy-id.tsx'
import { statusOf } from './status.ts'

/** One payment, with what support asks for. */
export function Receipt({ id }: { id: string }) {
  return (
    <Screen title={t('app-receipt')} busy={receipts.value.kind === 'loading'}>
      <Loaded of={receipts.value}>
        {({ items }) => {
          const receipt = items.find(item => item.id === id)
          return receipt ? <ReceiptText receipt={receipt} /> : <Unknown />
        }}
      </Loaded>
    </Screen>
  )
}

function ReceiptText({ receipt }: { receipt: InvoiceJson }) {
  const { description, amount_due: amount, currency, status, created_at, refunded_at, charge_id } = receipt
  const isPaid = status === 'paid' || status === 'refunded'
  const help = wayTo('paysupport')
  const { pdf_url: pdf, hosted_url: page } = receipt
  const isOwed = status === 'open' || status === 'past_due'
  return (
    <>
      <section class="card slip">
        <p class="slip-sum">
          <Price amount={amount} currency={currency} />
        </p>
        <p>
          <span class={`status status-${status}`}>{statusOf(status)}</span>
        </p>
        <dl>
          <Fact name={t('app-receipt-what')}>
            <Said text={description} />
          </Fact>
          <Fact name={isPaid ? t('app-receipt-when') : t('app-receipt-made')}>{moment(created_at)}</Fact>
          {refunded_at !== null && <Fact name={t('app-receipt-refunded')}>{moment(refunded_at)}</Fact>}
          {status !== 'refunded' && receipt.amount_refunded > 0 && (
            <Fact name={t('app-receipt-refunded')}>
              <Price amount={receipt.amount_refunded} currency={currency} />
            </Fact>
          )}
          {charge_id !== null && (
            <Fact name={t('app-receipt-id')}>
              <CopyId id={charge_id} />
            </Fact>
          )}
        </dl>
      </section>
      <div class="card rows">
        {page !== null && (
          <Row label={isOwed ? t('app-receipt-pay') : t('app-receipt-page')} onPress={() => openPage(page)} />
        )}
        {pdf !== null && <Row label={t('app-receipt-pdf')} onPress={() => openLink(pdf)} />}
        {help && <Row label={t('app-receipt-help')} below={t('app-receipt-help-text')} onPress={help} />}
      </div>
    </>
  )
}

/** It may be paid there. */
function openPage(url: string): void {
  expectChange()
  openLink(url)
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Unknown() {
  return (
    <section class="free">
      <h2>{t('app-receipt-none')}</h2>
      <button type="button" class="button" onClick={() => go({ screen: 'billing' })}>
        {t('app-see-payments')}
      </button>
    </section>
  )
}
