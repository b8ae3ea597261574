const JSON_NAMES = ['application/json', 'application/*', '*/*']

/** Whether whoever asks would rather have `type` than JSON: named, and preferred or named first (RFC 9110 12.5.1). */
export function prefers(type: string, accept = ''): boolean {
  const wanted = accept
    .split(',')
    .map(readRange)
    .filter(({ name, weight }) => weight > 0 && (name === type || JSON_NAMES.includes(name)))
  const best = Math.max(...wanted.map(({ weight }) => weight))
  return wanted.find(({ weight }) => weight === best)?.name === type
}

function readRange(text: string): { name: string; weight: number } {
  const [name = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase())
  const weight = parameters.find(parameter => parameter.startsWith('q='))?.slice(2)
  return { name, weight: weight === undefined ? 1 : Number(weight) || 0 }
}
