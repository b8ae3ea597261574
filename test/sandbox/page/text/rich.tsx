import type { MessageEntity } from '@grammyjs/types'
import type { ComponentChildren } from 'preact'
import { openHere } from '../browser/open.ts'
import { copy, send } from '../deeds.ts'
import { follow } from '../follow.ts'
import { wayOf } from '../links.ts'
import { withStars } from '../parts/star.tsx'
import { bot } from '../store.ts'
import { Code } from './code.tsx'
import { Quote } from './quote.tsx'
import { Spoiler } from './spoiler.tsx'
import { type Piece, treeOf } from './tree.ts'
import './text.css'

/** A text as Telegram draws it, with everything in it that can be pressed. */
export function Rich({ text, entities }: { text: string; entities: readonly MessageEntity[] | undefined }) {
  return <>{treeOf(text, entities ?? []).map(draw)}</>
}

function draw(piece: Piece, key: number): ComponentChildren {
  if (piece.kind === 'plain') return withStars(piece.text)
  return (
    <Entity key={key} entity={piece.entity} text={piece.text}>
      {piece.children.map(draw)}
    </Entity>
  )
}

interface Props {
  entity: MessageEntity
  text: string
  children: ComponentChildren
}

function Entity({ entity, text, children }: Props) {
  switch (entity.type) {
    case 'bold':
      return <b>{children}</b>
    case 'italic':
      return <i>{children}</i>
    case 'underline':
      return <u>{children}</u>
    case 'strikethrough':
      return <s>{children}</s>
    case 'spoiler':
      return <Spoiler text={text}>{children}</Spoiler>
    case 'blockquote':
      return <blockquote dir="auto">{children}</blockquote>
    case 'expandable_blockquote':
      return <Quote>{children}</Quote>
    case 'code':
      return <Code text={text}>{children}</Code>
    case 'pre':
      return (
        <button type="button" class="pre" title="Copy" onClick={() => void copy(text, 'Code')}>
          {children}
        </button>
      )
    case 'bot_command':
      return (
        <button type="button" class="link" dir="ltr" onClick={() => void send(text)}>
          {children}
        </button>
      )
    case 'url':
      return <Link to={/^[a-z]+:/iu.test(text) ? text : `https://${text}`}>{children}</Link>
    case 'text_link':
      return <Link to={entity.url}>{children}</Link>
    case 'email':
      return <Link to={`mailto:${text}`}>{children}</Link>
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
    case 'phone_number':
      return <bdi class="mention">{children}</bdi>
    case 'date_time':
    case 'custom_emoji':
      return <>{children}</>
  }
}

/** Opens beside the chat, what leads into Telegram in it; an address that is not for a browser stays mere words. */
function Link({ to, children }: { to: string; children: ComponentChildren }) {
  const way = wayOf(to, bot.value?.username)
  if (way.kind !== 'away') {
    return (
      <button type="button" class="link" onClick={() => follow(way)}>
        {children}
      </button>
    )
  }
  if (!/^(?:https?|mailto|tg):/iu.test(to)) return <span class="mention">{children}</span>
  return (
    <a
      class="link"
      dir="auto"
      href={to}
      target="_blank"
      rel="noopener noreferrer"
      onClick={event => openHere(to) && event.preventDefault()}
    >
      {children}
    </a>
  )
}
