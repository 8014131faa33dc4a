import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './find-browser.js'
import { openBrowser, openWindow } from './open-browser.js'
import { type ServedCrm, serveTestCrm } from './serve-test-crm.js'

const executable = findBrowser()

describe.skipIf(executable === undefined)('a form in a browser', () => {
  let browser: Browser
  let served: ServedCrm

  beforeAll(async () => {
    browser = await openBrowser(String(executable))
    served = await serveTestCrm()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** The page of the first administrator, with a clock that the test moves. */
  async function setupPage(): Promise<Page> {
    const page = await (await openWindow(browser, { language: 'en' })).newPage()
    await page.clock.install()
    await page.goto(served.setupUrl)
    await page.fill('input[name=name]', 'Ada Admin')
    await page.fill('input[name=email]', 'ada@example.com')
    await page.fill('input[name=password]', 'four words easily kept')
    return page
  }

  test('is sent once however often its button is pressed, and again when the first request came to nothing', async () => {
    const page = await setupPage()
    let sent = 0
    await page.route('**/*', (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      sent += 1
      // What a server says that has nothing new to show: the browser stays on the page.
      return route.fulfill({ status: 204 })
    })
    const button = page.locator('button[type=submit]').first()
    await button.click({ noWaitAfter: true })
    await button.click({ noWaitAfter: true })
    await expect.poll(() => sent).toBe(1)
    await page.clock.runFor(9_000)
    await button.click({ noWaitAfter: true })
    await expect.poll(() => sent).toBe(2)
    await page.context().close()
  })
})
