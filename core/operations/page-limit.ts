const MOST = 200

/** How many records one page may hold: what was asked for, brought into 1 to 200; 50 without it. */
export function pageLimit(asked = 50): number {
  return Math.min(Math.max(1, Math.trunc(asked) || 1), MOST)
}
