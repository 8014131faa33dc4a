import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Milliseconds that a piece of work takes. */
export async function timed(work) {
  const start = process.hrtime.bigint()
  const result = await work()
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, result }
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)]
}

/** A row of the printed table: a figure, what it is measured against, and the ratio with its range. */
export function row(name, { ours, theirs, unit, better }) {
  const ratios = ours.map((value, index) => (better === 'more' ? value / theirs[index] : theirs[index] / value))
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  return {
    name,
    ours: Math.round(median(ours)),
    bare: Math.round(median(theirs)),
    unit,
    ratio: Number(median(ratios).toFixed(2)),
    range,
  }
}

/** Runs work in a folder of its own that is gone afterwards. */
export async function inFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
