import type { BotCommand, Chat, Message } from '@grammyjs/types'

/** The part of the control face that is about groups. */

/** `POST /control/groups`: a group with the bot in it. The first of `members` made it. */
export interface NewGroup {
  title: string
  members: number[]
  /** Who of the members administers it, besides the first. */
  administrators?: number[]
  /** Default `supergroup`. */
  type?: 'group' | 'supergroup'
}

/** `GET /control/groups/:id?person=`: the group as that member sees it. */
export interface GroupView {
  chat: Chat.GroupChat | Chat.SupergroupChat
  messages: Message[]
  commands: BotCommand[]
}

/** `POST /control/upgrade`: a group becomes a supergroup, under a new id. */
export interface UpgradeGroup {
  chat: number
}
