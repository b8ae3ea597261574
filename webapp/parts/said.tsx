const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/**
 * Words that others wrote, in whatever language: they run their own way inside ours. The first letter does not tell
 * which, since an Arabic sentence may well begin with a Latin name.
 */
export function Said({ text }: { text: string }) {
  return <bdi dir={RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr'}>{text}</bdi>
}
