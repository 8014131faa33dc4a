import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './find-browser.js'
import { openBrowser, openWindow } from './open-browser.js'
import { type ServedCrm, serveTestCrm } from './serve-test-crm.js'

const executable = findBrowser()

const WORDS = {
  en: { direction: 'ltr', decides: 'Decides', owner: 'Anna', hot: /hot/i, why: /large company|500|employees/i },
  fa: { direction: 'rtl', decides: 'تصمیم‌گیرنده', owner: 'Anna', hot: /داغ/, why: /کارمند|کارکنان|بزرگ/ },
} as const

describe.skipIf(executable === undefined)('in a browser', () => {
  let browser: Browser
  let served: ServedCrm

  beforeAll(async () => {
    browser = await openBrowser(String(executable))
    served = await serveTestCrm()
    await served.test.addUser({ name: 'Anna', queues: ['inbound', 'enterprise', 'duty-desk', 'nurture'] })
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const watched = (page: Page): string[] => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    return complaints
  }

  test('the first administrator is made once, and the link is gone afterwards', async () => {
    const context = await openWindow(browser, { language: 'en' })
    const page = await context.newPage()
    const complaints = watched(page)
    await page.goto(served.setupUrl)
    await page.fill('input[name=name]', 'Ada Admin')
    await page.fill('input[name=email]', 'ada@example.com')
    await page.fill('input[name=password]', 'four words easily kept')
    await page.click('button[type=submit]')
    await page.waitForURL(`${served.url}/`)
    expect(complaints).toEqual([])
    const again = await page.goto(served.setupUrl)
    expect(again?.status()).toBe(404)
    await context.close()
  })

  for (const language of ['en', 'fa'] as const) {
    const words = WORDS[language]

    test(`a form becomes a lead that is scored, owned and explained, in ${language}`, { timeout: 60_000 }, async () => {
      const visitor = await openWindow(browser, { language, width: 360 })
      const form = await visitor.newPage()
      await form.goto(`${served.url}/forms/contact?lang=${language}&utm_source=newsletter`)
      expect(await form.getAttribute('html', 'dir')).toBe(words.direction)
      const person = language === 'fa' ? 'سارا کریمی' : 'Sara Karimi'
      await form.fill('[name=name]', person)
      await form.fill('[name=email]', `sara.${language}@example.com`)
      await form.fill('[name=phone]', language === 'fa' ? '۰۹۱۲۱۲۳۴۵۶۷' : '09127654321')
      await form.fill('[name=employees]', '900')
      await form.selectOption('[name=timeline]', 'now')
      await form.fill('[name=message]', language === 'fa' ? 'برای چهل نفر' : 'For forty people')
      await form.click('button[type=submit]')
      await form.waitForLoadState()
      expect(await form.textContent('main')).toMatch(language === 'fa' ? /سپاس/ : /Thank you/)
      await visitor.close()

      const desk = await openWindow(browser, { language })
      const page = await desk.newPage()
      const complaints = watched(page)
      await page.goto(`${served.url}/sign-in`)
      await page.fill('input[name=email]', 'ada@example.com')
      await page.fill('input[name=password]', 'four words easily kept')
      await page.click('main button[type=submit]')
      await page.waitForURL(`${served.url}/`)
      await chooseLanguage(page, language)
      expect(await page.getAttribute('html', 'dir')).toBe(words.direction)

      await page.goto(`${served.url}/leads`)
      const row = page.locator('tr', { hasText: person })
      await expect
        .poll(async () => {
          await page.reload()
          return row.count()
        })
        .toBe(1)
      expect(await row.textContent()).toContain(words.owner)
      await row.getByRole('link', { name: person }).first().click()
      await page.waitForURL(/\/leads\/[0-9a-f-]{36}/)
      const text = (await page.textContent('main')) ?? ''
      expect(text).toContain(words.owner)
      expect(text).toMatch(words.why)
      expect(text).toContain('newsletter')
      expect(complaints).toEqual([])
      await desk.close()
    })
  }

  test('no page scrolls sideways on a phone, in either language', { timeout: 60_000 }, async () => {
    for (const language of ['en', 'fa']) {
      const context = await openWindow(browser, { language, width: 360 })
      const page = await context.newPage()
      await page.goto(`${served.url}/sign-in`)
      await page.fill('input[name=email]', 'ada@example.com')
      await page.fill('input[name=password]', 'four words easily kept')
      await page.click('main button[type=submit]')
      await page.waitForURL(`${served.url}/`)
      await page.locator('.topbar summary').first().click()
      await chooseLanguage(page, language)
      for (const path of [
        '/',
        '/leads',
        '/rules',
        '/reports',
        '/reports/lead-conversion',
        '/journal',
        '/plugins',
        '/users',
        '/forms/contact',
      ]) {
        await page.goto(`${served.url}${path}`)
        const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
        expect(overflow, `${path} in ${language}`).toBeLessThanOrEqual(0)
      }
      await context.close()
    }
  })
})

/** Through the menu beside the reader's own name. */
async function chooseLanguage(page: Page, language: string): Promise<void> {
  const menu = page.locator('.user-menu:visible')
  await menu.locator('summary').click()
  await menu.locator('select[name=language]').selectOption(language)
  await menu.locator('button[type=submit]').first().click()
  await page.waitForLoadState()
}
