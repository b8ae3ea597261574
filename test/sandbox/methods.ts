import type { ApiMethods } from '@grammyjs/types'
import { sendChatAction } from './action.ts'
import type { Call } from './call.ts'
import { answerCallbackQuery } from './callback.ts'
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands.ts'
import { deleteMessage, deleteMessages } from './delete.ts'
import { getChat } from './dialog.ts'
import { editUserStarSubscription } from './edit-subscription.ts'
import { createInvoiceLink, sendInvoice } from './invoice.ts'
import { getChatMenuButton, mainApp, setChatMenuButton } from './menu-button.ts'
import { answerPreCheckoutQuery } from './payment.ts'
import { sendPhoto } from './photo.ts'
import { getUpdates } from './poll.ts'
import {
  getMyDescription,
  getMyName,
  getMyShortDescription,
  setMyDescription,
  setMyName,
  setMyShortDescription,
} from './profile.ts'
import { getMyStarBalance, getStarTransactions, refundStarPayment } from './stars.ts'
import { editMessageReplyMarkup, editMessageText, sendMessage } from './text.ts'
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhook.ts'

type Methods = ApiMethods<never>
type Result<M extends keyof Methods> = ReturnType<Methods[M]>

/** Every method played. What each returns is held to `@grammyjs/types` by the compiler. */
const methods = {
  answerCallbackQuery,
  answerPreCheckoutQuery,
  createInvoiceLink,
  deleteMessage,
  deleteMessages,
  deleteMyCommands,
  deleteWebhook,
  editMessageReplyMarkup,
  editMessageText,
  editUserStarSubscription,
  getChat,
  getChatMenuButton,
  getMe: ({ bot }) => ({ ...bot.user, has_main_web_app: mainApp(bot) !== undefined }),
  getMyCommands,
  getMyDescription,
  getMyName,
  getMyShortDescription,
  getMyStarBalance,
  getStarTransactions,
  getUpdates,
  getWebhookInfo,
  refundStarPayment,
  sendChatAction,
  sendInvoice,
  sendMessage,
  sendPhoto,
  setChatMenuButton,
  setMyCommands,
  setMyDescription,
  setMyName,
  setMyShortDescription,
  setWebhook,
} satisfies { [M in keyof Methods]?: (call: Call) => Result<M> | Promise<Result<M>> }

type Method = (call: Call) => unknown

const byName = new Map<string, Method>(
  Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]),
)

/** The method of this name, in any case, or undefined where Telegram would not know it either. */
export function findMethod(name: string): Method | undefined {
  return byName.get(name.toLowerCase())
}
