import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser with an empty profile of its own. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

/** A window for a reader of one language, as wide as a phone or a desk. */
export function openWindow(
  browser: Browser,
  { language, width = 1_280 }: { language: string; width?: number },
): Promise<BrowserContext> {
  return browser.newContext({ locale: language === 'fa' ? 'fa-IR' : 'en-GB', viewport: { width, height: 900 } })
}
