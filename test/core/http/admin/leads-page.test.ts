import { beforeAll, expect, test } from 'vitest'
import { aStoredLead } from '../../../support/stored-records.js'
import { addTestUser, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm()
let cookie = ''
beforeAll(async () => {
  cookie = (await signIn(web, await addTestUser(web.crm))).cookie
  await web.crm.store.records.insert('lead', [
    aStoredLead('l-1', { name: 'Sara', company: 'شركت <پارس>' }),
    aStoredLead('l-2', { name: 'Mina', company: 'Pars' }),
  ])
})

const page = async (path: string, language: string) =>
  (await web.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })).text()

test('a segment that the database cannot answer alone is shown, with what was looked at lead by lead', async () => {
  const english = await page('/leads?segment=reads-pars', 'en')
  expect(english).toContain('Sara')
  expect(english).not.toContain('Mina')
  expect(english).toContain('Looked at lead by lead: <bdi>Company has the text شرکت &lt;پارس&gt;</bdi>')
  const persian = await page('/leads?segment=reads-pars', 'fa')
  expect(persian).toContain('سرنخ به سرنخ بررسی شد: <bdi>شرکت این متن را در خود دارد: شرکت &lt;پارس&gt;</bdi>')
})

test('nothing is said where the database answered alone', async () => {
  const html = await page('/leads?segment=hot-leads', 'en')
  expect(html).toContain('Pars')
  expect(html).not.toContain('lead by lead')
})
