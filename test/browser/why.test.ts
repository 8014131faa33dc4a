import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './find-browser.js'
import { openBrowser } from './open-browser.js'
import { type ServedCrm, serveTestCrm } from './serve-test-crm.js'

const executable = findBrowser()

const WORDS = {
  en: { direction: 'ltr', missing: '25 points are missing.', does: 'would do it:', rule: 'This rule does not hold' },
  fa: { direction: 'rtl', missing: '۲۵ امتیاز کم است.', does: 'با هم بس است:', rule: 'این قاعده برقرار نیست' },
} as const

describe.skipIf(executable === undefined)('asking why, in a browser without script', () => {
  let browser: Browser
  let served: ServedCrm
  let context: BrowserContext
  let page: Page
  let id: string

  beforeAll(async () => {
    browser = await openBrowser(String(executable))
    served = await serveTestCrm()
    const values = { name: 'Sara', email: 'sara@example.com', employees: 600, authority: 'decision-maker' }
    id = (await served.test.capture('api', { values }))[0]?.id ?? ''
    context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1_280, height: 800 } })
    page = await context.newPage()
    await page.goto(served.setupUrl)
    await page.fill('input[name=name]', 'Ada Admin')
    await page.fill('input[name=email]', 'ada@example.com')
    await page.fill('input[name=password]', 'four words easily kept')
    await page.click('button[type=submit]')
    await page.waitForURL(`${served.url}/`)
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  for (const language of ['en', 'fa'] as const) {
    test(`what would make a lead hot is said at once, and what is picked is answered, in ${language}`, async () => {
      const words = WORDS[language]
      await chooseLanguage(page, language)
      await page.goto(`${served.url}/leads/${id}`)
      expect(await page.getAttribute('html', 'dir')).toBe(words.direction)
      const section = page.locator('#why')
      const text = (await section.textContent()) ?? ''
      expect(text).toContain(words.missing)
      expect(text).toContain(words.does)
      await section.locator('select[name=why]').selectOption('rule:first-response/five-minutes')
      await section.locator('button[type=submit]').click()
      await page.waitForURL(/why=rule/)
      expect(await section.textContent()).toContain(words.rule)
      const widths = await section.evaluate((element) => [element.scrollWidth, element.clientWidth])
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0)
    })
  }
})

/** Through the menu beside the reader's own name, at a desk; the rest is read on a phone. */
async function chooseLanguage(page: Page, language: string): Promise<void> {
  await page.setViewportSize({ width: 1_280, height: 800 })
  const menu = page.locator('.user-menu:visible')
  await menu.locator('summary').click()
  await menu.locator('select[name=language]').selectOption(language)
  await menu.locator('button[type=submit]').first().click()
  await page.waitForLoadState()
  await page.setViewportSize({ width: 360, height: 800 })
}
