/** Hands out what an iterable gives while the next is already under way, so that reading and working overlap. */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  const take = () => {
    const next = iterator.next()
    // Whoever stops early never asks for it; its failure must not end the process.
    next.catch(() => undefined)
    return next
  }
  let next = take()
  try {
    for (let taken = await next; !taken.done; taken = await next) {
      next = take()
      yield taken.value
    }
  } finally {
    await next.catch(() => undefined)
    await iterator.return?.()
  }
}
