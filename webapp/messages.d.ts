/** What `build/texts.ts` makes of the bot's locale files: the sentences of each language by their ids. */
declare module 'virtual:messages' {
  type Load = () => Promise<{ default: Record<string, import('./forms.ts').Sentence> }>
  /** Each twice: a second time under another name. */
  export const messages: Record<string, [Load, Load]>
  /** What only the late screens say. */
  export const lateMessages: Record<string, [Load, Load]>
}
