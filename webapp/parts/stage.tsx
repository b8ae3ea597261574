import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { type Failure, retry, shop } from '../store.ts'
import { closeApp } from '../telegram.ts'
import { t } from '../texts.ts'
import { useAloud } from './aloud.tsx'
import { failureText, failureTitle } from './failed.tsx'
import { Icon } from './icon.tsx'
import { known } from './loaded.tsx'
import { focusTitle } from './place.ts'

/** The whole screen, while there is nothing to be in: what is the matter, and the one way forward. Focus comes to it. */
function Stage({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  useLayoutEffect(focusTitle, [])
  useAloud(text)
  return (
    <main class="stage" aria-labelledby="title">
      <span class="stage-sign">
        <Icon name="star" />
      </span>
      <div>
        <h1 id="title" tabIndex={-1}>
          {title}
        </h1>
        <p>{text}</p>
      </div>
      {children}
    </main>
  )
}

/** Somebody opened the address in a browser: it is of no use there, and the bot is where to go. */
export function Outside() {
  const bot = known(shop.value)?.bot_url
  return (
    <Stage title={t('app-outside')} text={t('app-outside-text')}>
      {bot && (
        <a class="button button-main" href={bot} rel="noreferrer">
          {t('app-outside-open')}
        </a>
      )}
    </Stage>
  )
}

/** They were in, or would have been: only a new start helps. */
export function Shut({ why }: { why: 'old' | 'ended' | 'refused' }) {
  const close = (
    <button type="button" class="button button-main" onClick={closeApp}>
      {t('app-close')}
    </button>
  )
  switch (why) {
    case 'old':
      return (
        <Stage title={t('app-old')} text={t('app-old-text')}>
          {close}
        </Stage>
      )
    case 'ended':
      return (
        <Stage title={t('app-ended')} text={t('app-ended-text')}>
          {close}
        </Stage>
      )
    case 'refused':
      return (
        <Stage title={t('app-refused')} text={t('app-refused-text')}>
          {close}
        </Stage>
      )
  }
}

/** Nobody let us in or turned us away: there was no answer. */
export function Unanswered({ why }: { why: Failure }) {
  return (
    <Stage title={failureTitle(why)} text={failureText(why)}>
      <button type="button" class="button button-main" onClick={retry}>
        {t('app-retry')}
      </button>
    </Stage>
  )
}
