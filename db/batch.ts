/**
 * Callers that arrive together, or while work is in flight, go together into the next lot; an idle caller waits
 * for nobody. Each is answered when its own lot is done. A lot that fails is done again one by one, so that a
 * bad item never spoils its neighbours; where `isShared` says that the error is no item's own, all of it fails.
 */
export function inBatches<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  limits: { inFlight: number; size: number },
  isShared: (error: unknown) => boolean = () => false,
): (item: Item) => Promise<Result> {
  const waiting: { item: Item; done: PromiseWithResolvers<Result> }[] = []
  let inFlight = 0
  let called = false

  function start(): void {
    called = false
    while (inFlight < limits.inFlight && waiting.length > 0) {
      inFlight++
      void runLot(waiting.splice(0, limits.size)).finally(() => {
        inFlight--
        start()
      })
    }
  }

  async function runLot(lot: typeof waiting): Promise<void> {
    try {
      const results = await work(lot.map(({ item }) => item))
      for (const [index, { done }] of lot.entries()) done.resolve(results[index] as Result)
    } catch (error) {
      if (lot.length === 1 || isShared(error)) for (const { done } of lot) done.reject(error)
      else for (const one of lot) await runLot([one])
    }
  }

  return item => {
    const done = Promise.withResolvers<Result>()
    waiting.push({ item, done })
    if (!called) queueMicrotask(start)
    called = true
    return done.promise
  }
}
