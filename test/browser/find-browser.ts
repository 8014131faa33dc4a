import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/**
 * Finds an installed browser; says so where there is none.
 * @throws {Error} when there is none although `SARNAKH_BROWSER` is `required`.
 */
export function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const named = process.env['SARNAKH_CHROMIUM']
  const candidates = [
    ...(named ? [named] : []),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...PLACES,
  ]
  const found = candidates.find(canRun)
  if (found) return found
  const words = 'No Chromium, Chrome or Edge is installed: the browser tests cannot run.'
  if (process.env['SARNAKH_BROWSER'] === 'required') throw new Error(words)
  process.stderr.write(`\n${words} They are skipped.\n`)
  return undefined
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
