/** What `beforeLimit` rejects with when the time is up; no plugin can throw it by chance. */
export const TIME_IS_UP = Symbol('time is up')

/** Waits for an answer, at most so long; then aborts and rejects. The timer never outlives the answer. */
export function beforeLimit<T>(
  answer: PromiseLike<T>,
  { limitMs, abort }: { limitMs: number; abort: AbortController },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(TIME_IS_UP)
      abort.abort(new DOMException(`No answer within ${limitMs} ms.`, 'TimeoutError'))
    }, limitMs)
    answer.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (thrown: unknown) => {
        clearTimeout(timer)
        reject(thrown)
      },
    )
  })
}

/** Whether somebody has to wait for it; a plain answer needs no timer. */
export function isPromiseLike<T>(answer: T | PromiseLike<T>): answer is PromiseLike<T> {
  return typeof answer === 'object' && answer !== null && 'then' in answer && typeof answer.then === 'function'
}
