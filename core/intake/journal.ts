import type { JournalAnswer, JournalEntry, JournalStore } from '../store/index.js'

/** Takes entries from many callers and writes them in common commits; an answer means the entry is on disk. */
export interface Journal {
  append(entry: JournalEntry): Promise<JournalAnswer>
  /** A batch that belongs together, written at once. */
  appendAll(entries: readonly JournalEntry[]): Promise<readonly JournalAnswer[]>
  /** Waits until everything that was handed in is written, for an orderly stop. */
  settle(): Promise<void>
}

const MAX_GROUP = 200

interface Waiting {
  readonly entry: JournalEntry
  readonly resolve: (answer: JournalAnswer) => void
  readonly reject: (cause: unknown) => void
}

/**
 * Groups commits: while one is on its way to the disk, whoever comes waits for the next, together.
 * A group that fails is tried again one by one, so that one bad entry harms only itself.
 */
export function createJournal(store: JournalStore): Journal {
  let waiting: Waiting[] = []
  let writing: Promise<void> | undefined

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MAX_GROUP)
      waiting = waiting.slice(MAX_GROUP)
      await writeGroup(store, group)
    }
    writing = undefined
  }

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject })
        writing ??= flush()
      }),
    appendAll: (entries) => store.append(entries),
    settle: async () => writing,
  }
}

async function writeGroup(store: JournalStore, group: readonly Waiting[]): Promise<void> {
  try {
    const answers = await store.append(group.map(({ entry }) => entry))
    group.forEach(({ resolve, reject }, index) => {
      const answer = answers[index]
      if (answer) resolve(answer)
      else reject(new Error('The journal answered fewer entries than it was given.'))
    })
  } catch (cause) {
    if (group.length === 1) group[0]?.reject(cause)
    else for (const one of group) await writeGroup(store, [one])
  }
}
