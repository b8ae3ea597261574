import { ActEntity } from './act.ts'
import { ConversationEntity } from './conversation.ts'
import { EntitlementEntity } from './entitlement.ts'
import { ProviderEventEntity } from './event.ts'
import { GrantEntity, RevocationEntity } from './grant.ts'
import { EntryEntity } from './ledger.ts'
import { NoticeEntity } from './notice.ts'
import { OrderCancellationEntity, OrderEntity } from './order.ts'
import { PaymentEntity } from './payment.ts'
import { PersonEntity } from './person.ts'
import { PlanEntity, PlanVersionEntity } from './plan.ts'
import { ProviderBalanceEntity } from './provider-balance.ts'
import { RefundEntity, RefundOutcomeEntity } from './refund.ts'
import { SessionEntity } from './session.ts'

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
  EntitlementEntity,
  RefundEntity,
  RefundOutcomeEntity,
  ProviderEventEntity,
  NoticeEntity,
  ActEntity,
  ProviderBalanceEntity,
  ConversationEntity,
  SessionEntity,
]
