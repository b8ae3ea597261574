/** What `build/texts.ts` makes of the bot's locale files: the sentences of each language by their ids. */
declare module 'virtual:messages' {
  export const messages: Record<
    string,
    () => Promise<{ default: Record<string, import('./forms.ts').Sentence> }>
  >
}
