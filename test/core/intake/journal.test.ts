import { expect, test } from 'vitest'
import { createJournal } from '../../../core/intake/journal.js'
import type { JournalEntry } from '../../../core/store/index.js'
import { eachDatabase } from '../../support/databases.js'
import { anEntry } from '../../support/stored-records.js'

eachDatabase((database) => {
  test('entries that come while a commit is on its way share the next one, and each hears of its own', async () => {
    const store = await database.open()
    const groups: number[] = []
    const append = async (entries: readonly JournalEntry[]) => {
      groups.push(entries.length)
      return store.journal.append(entries)
    }
    const journal = createJournal({ ...store.journal, append })
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => journal.append(anEntry(`e${index}`))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'new'))
    expect(groups.length).toBeLessThan(5)
    expect(groups.reduce((sum, size) => sum + size, 0)).toBe(40)
  })

  test('an entry that the database refuses harms only itself', async () => {
    const store = await database.open()
    const journal = createJournal(store.journal)
    const broken = { ...anEntry('bad'), source: undefined as unknown as string }
    const outcomes = await Promise.allSettled([
      journal.append(anEntry('first')),
      journal.append(broken),
      journal.append(anEntry('last')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('an orderly stop waits for what was handed in', async () => {
    const store = await database.open()
    const journal = createJournal(store.journal)
    const ids = Array.from({ length: 5 }, (_, index) => anEntry(`s${index}`))
    for (const entry of ids) void journal.append(entry)
    await journal.settle()
    const kept = await Promise.all(ids.map(({ id }) => store.journal.get(id)))
    expect(kept.every((row) => row?.state === 'waiting')).toBe(true)
  })
})
