/** As much of an `AbortSignal` as grammY's and Node's have in common. */
export interface Interruption {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Resolves after so many milliseconds, or as soon as one of the signals is raised; never rejects. */
export function pause(ms: number, ...signals: Interruption[]): Promise<void> {
  return new Promise(resolve => {
    if (signals.some(signal => signal.aborted)) return resolve()
    const timer = setTimeout(wake, ms)
    for (const signal of signals) signal.addEventListener('abort', wake)

    function wake(): void {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', wake)
      resolve()
    }
  })
}
