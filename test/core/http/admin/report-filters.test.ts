import { beforeAll, expect, test } from 'vitest'
import { addTestUser, form, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm()
let cookie = ''
let csrf = ''
const page = async (path: string, language = 'en') =>
  (await web.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })).text()

beforeAll(async () => {
  const session = await signIn(web, await addTestUser(web.crm))
  ;({ cookie, csrf } = session)
})

test('a report over leads is filtered by choosing, and a wrong condition is told in Persian without codes', async () => {
  expect(await page('/reports/lead-conversion')).toMatch(/<select name="status"/)
  const html = await page('/reports/lead-conversion?where=nonsense', 'fa')
  expect(html).toContain('شرط‌ها به شکل JSON نوشته می‌شوند')
  expect(html).not.toContain('REPORT_PARAMS_INVALID')
})

test('a schedule takes Persian digits, and says once what is wrong with its time', async () => {
  const send = (timeOfDay: string) =>
    web.fetch('/reports/schedules', {
      ...form({ _csrf: csrf, report: 'lead-conversion', every: 'day', timeOfDay, recipients: 'boss@example.com' }),
      headers: { cookie, origin: new URL(web.url).origin },
    })
  expect((await send('۸:۳۰')).status).toBe(303)
  const wrong = await (await send('25:00')).text()
  expect(wrong.match(/is no time of day/g)).toHaveLength(1)
})
