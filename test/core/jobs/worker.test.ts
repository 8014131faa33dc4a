import { afterEach, expect, test } from 'vitest'
import { createWorker, type Work, type Worker } from '../../../core/jobs/index.js'

let worker: Worker | undefined

afterEach(() => worker?.stop())

const options = { now: Date.now, longestSleepMs: 60_000, onError: () => undefined }

test('work that is due is done, portion after portion, until nothing is left', async () => {
  const portions = [3, 2, 0]
  const done = deferred()
  const seen: number[] = []
  const work: Work = {
    name: 'test',
    nextAt: async () => undefined,
    run: async () => {
      const portion = portions.shift() ?? 0
      seen.push(portion)
      if (portion === 0) done.resolve()
      return portion
    },
  }
  worker = createWorker(work, options)
  worker.start()
  await done.promise
  expect(seen).toEqual([3, 2, 0])
})

test('a wake ends the sleep at once', async () => {
  let pending = 0
  const done = deferred()
  worker = createWorker(
    {
      name: 'test',
      nextAt: async () => undefined,
      run: async () => {
        const portion = pending
        pending = 0
        if (portion > 0) done.resolve()
        return portion
      },
    },
    options,
  )
  worker.start()
  await new Promise((resolve) => setTimeout(resolve, 20))
  pending = 1
  worker.wake()
  await done.promise
  expect(pending).toBe(0)
})

test('work that fails is reported and tried again', async () => {
  const errors: unknown[] = []
  const done = deferred()
  let runs = 0
  worker = createWorker(
    {
      name: 'test',
      nextAt: async () => undefined,
      run: async () => {
        runs += 1
        if (runs === 1) throw new Error('the database is away')
        done.resolve()
        return 0
      },
    },
    { ...options, onError: (error) => errors.push(error) },
  )
  worker.start()
  await done.promise
  expect(String(errors[0])).toContain('the database is away')
})

test('stopping lets the running portion finish', async () => {
  const started = deferred()
  const finish = deferred()
  let finished = false
  worker = createWorker(
    {
      name: 'test',
      nextAt: async () => undefined,
      run: async () => {
        started.resolve()
        await finish.promise
        finished = true
        return 0
      },
    },
    options,
  )
  worker.start()
  await started.promise
  const stopped = worker.stop()
  finish.resolve()
  await stopped
  expect(finished).toBe(true)
})

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

test('a wake that comes while the next instant is being looked up is not slept through', async () => {
  const asked = deferred()
  const answer = deferred()
  const done = deferred()
  let pending = 0
  worker = createWorker(
    {
      name: 'test',
      nextAt: async () => {
        asked.resolve()
        await answer.promise
        return undefined
      },
      run: async () => {
        const portion = pending
        pending = 0
        if (portion > 0) done.resolve()
        return portion
      },
    },
    options,
  )
  worker.start()
  await asked.promise
  pending = 1
  worker.wake()
  answer.resolve()
  await done.promise
  expect(pending).toBe(0)
})

test('work is done at its instant, not before and without a wake, however long the worker may sleep', async () => {
  const dueAt = Date.now() + 40
  const doneAt: number[] = []
  const done = deferred()
  worker = createWorker(
    {
      name: 'test',
      nextAt: async () => (doneAt.length === 0 ? dueAt : undefined),
      run: async () => {
        if (doneAt.length > 0 || Date.now() < dueAt) return 0
        doneAt.push(Date.now())
        done.resolve()
        return 1
      },
    },
    { ...options, longestSleepMs: Infinity },
  )
  worker.start()
  await done.promise
  expect(doneAt[0]).toBeGreaterThanOrEqual(dueAt)
})

test('what is due in more days than a timer can hold is slept for, not asked for again and again', async () => {
  let looks = 0
  worker = createWorker(
    {
      name: 'test',
      nextAt: async () => {
        looks += 1
        return Date.now() + 60 * 86_400_000
      },
      run: async () => 0,
    },
    { ...options, longestSleepMs: Infinity },
  )
  worker.start()
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(looks).toBe(1)
})
