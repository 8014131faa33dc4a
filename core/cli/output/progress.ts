import type { Outlet } from '../cli-io.js'

/** Tells how far long work has come: a bar that is redrawn where a person watches, a line every few seconds elsewhere. */
export interface Progress {
  /** `share` of the whole, 0 to 1. */
  show(share: number, text: string): void
  /** Shows the end and leaves it standing. */
  end(text: string): void
}

const REDRAW_MS = 100
const LINE_MS = 5_000
const BAR = 24

/** @example const progress = createProgress(io.stderr, Date.now) */
export function createProgress(outlet: Outlet, now: () => number): Progress {
  let shownAt = now()
  return {
    show(share, text) {
      const at = now()
      if (at - shownAt < (outlet.isTTY ? REDRAW_MS : LINE_MS)) return
      shownAt = at
      outlet.write(outlet.isTTY ? `\r\u001b[2K${bar(share)} ${text}` : `${percent(share)} ${text}\n`)
    },
    end(text) {
      outlet.write(outlet.isTTY ? `\r\u001b[2K${bar(1)} ${text}\n` : `${text}\n`)
    },
  }
}

function bar(share: number): string {
  const full = Math.round(within(share) * BAR)
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${percent(share)}`
}

const percent = (share: number): string => `${Math.round(within(share) * 100)}%`.padStart(4)
const within = (share: number): number => Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))
