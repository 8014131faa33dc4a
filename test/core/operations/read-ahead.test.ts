import { expect, test } from 'vitest'
import { readAhead } from '../../../core/operations/read-ahead.js'

function source(most: number, failAt = Infinity) {
  const log: string[] = []
  async function* items() {
    try {
      for (let item = 1; item <= most; item += 1) {
        log.push(`read ${item}`)
        if (item === failAt) throw new Error('away')
        yield item
      }
    } finally {
      log.push('closed')
    }
  }
  return { log, items: items() }
}

test('hands out everything in order, with the next already on its way', async () => {
  const { log, items } = source(3)
  for await (const item of readAhead(items)) {
    await new Promise((resolve) => setImmediate(resolve))
    log.push(`worked on ${item}`)
  }
  expect(log).toEqual(['read 1', 'read 2', 'worked on 1', 'read 3', 'worked on 2', 'closed', 'worked on 3'])
})

test('who stops early closes what is read from', async () => {
  const { log, items } = source(9)
  for await (const item of readAhead(items)) if (item === 2) break
  expect(log).toEqual(['read 1', 'read 2', 'read 3', 'closed'])
})

test('a failure of the reading reaches who works, after what was read before', async () => {
  const { items } = source(3, 3)
  const seen: number[] = []
  const all = (async () => {
    for await (const item of readAhead(items)) seen.push(item)
  })()
  await expect(all).rejects.toThrow('away')
  expect(seen).toEqual([1, 2])
})
