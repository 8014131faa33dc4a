/** Waits for an answer, and fails with what `late` makes when it is not there in time. */
export async function beforeLimit<T>(
  answer: PromiseLike<T>,
  { limitMs, late }: { readonly limitMs: number | undefined; readonly late: () => Error },
): Promise<T> {
  if (limitMs === undefined || limitMs > LONGEST_MS) return answer
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs)
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** No timer waits longer; beyond it there is no limit. */
const LONGEST_MS = 2 ** 31 - 1
