import { ActEntity } from './act.ts'
import { CheckoutEntity } from './checkout.ts'
import { ConversationEntity } from './conversation.ts'
import { ProviderCursorEntity } from './cursor.ts'
import { CustomerEntity } from './customer.ts'
import { DeviceEntity } from './device.ts'
import { DisputeEntity } from './dispute.ts'
import { EntitlementEntity } from './entitlement.ts'
import { ProviderEventEntity } from './event.ts'
import { ForgettingEntity } from './forgetting-row.ts'
import { GrantEntity, LiftEntity, RevocationEntity } from './grant.ts'
import { InvoiceEntity } from './invoice.ts'
import { EntryEntity } from './ledger.ts'
import { MovementEntity } from './movement.ts'
import { NoticeEntity } from './notice.ts'
import { OrderCancellationEntity, OrderEntity } from './order.ts'
import {
  AccessWatchEntity,
  HeldBeforeEntity,
  OutgoingDeliveryEntity,
  OutgoingEventEntity,
  UntoldMoneyEntity,
  WebhookEndpointEntity,
} from './outgoing-row.ts'
import { PaymentEntity } from './payment.ts'
import { PersonEntity } from './person.ts'
import { PlanEntity, PlanVersionEntity } from './plan.ts'
import { ProviderBalanceEntity } from './provider-balance.ts'
import { ProviderRefundEntity, RefundEntity, RefundFailureEntity, RefundOutcomeEntity } from './refund.ts'
import { RenewalAnswerEntity, RenewalRequestEntity, RenewalWordEntity } from './renewal-row.ts'
import { SessionEntity } from './session.ts'
import { StatementLineEntity } from './statement-line.ts'
import { SubscriptionEntity } from './subscription.ts'

/** Every table of the books. */
export const entities = [
  PersonEntity,
  PlanEntity,
  PlanVersionEntity,
  OrderEntity,
  OrderCancellationEntity,
  PaymentEntity,
  EntryEntity,
  GrantEntity,
  RevocationEntity,
  LiftEntity,
  EntitlementEntity,
  RefundEntity,
  RefundOutcomeEntity,
  ProviderRefundEntity,
  RefundFailureEntity,
  DisputeEntity,
  MovementEntity,
  ProviderEventEntity,
  NoticeEntity,
  ActEntity,
  ProviderBalanceEntity,
  ProviderCursorEntity,
  ConversationEntity,
  SessionEntity,
  CustomerEntity,
  CheckoutEntity,
  SubscriptionEntity,
  InvoiceEntity,
  RenewalWordEntity,
  RenewalRequestEntity,
  RenewalAnswerEntity,
  ForgettingEntity,
  StatementLineEntity,
  DeviceEntity,
  WebhookEndpointEntity,
  AccessWatchEntity,
  HeldBeforeEntity,
  UntoldMoneyEntity,
  OutgoingEventEntity,
  OutgoingDeliveryEntity,
]
