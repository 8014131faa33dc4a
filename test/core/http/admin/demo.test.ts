import { beforeAll, expect, test } from 'vitest'
import { capture } from '../../../../core/intake/capture.js'
import { addTestUser, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm({
  config: {
    title: { en: 'Try it', fa: 'امتحان کنید' },
    demo: true,
    plugins: ['built-in', { use: 'source-sample', options: { seed: 7 } }],
  },
})
let cookie = ''
const page = async (path: string, language = 'en') =>
  (await web.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })).text()

beforeAll(async () => {
  const body = new TextEncoder().encode(JSON.stringify({ leads: 1 }))
  const raw = { channel: 'demo', contentType: 'application/json', headers: {}, query: {}, body }
  await capture(web.crm, { source: 'sample', raw })
  await web.crm.settle()
  cookie = (await signIn(web, await addTestUser(web.crm))).cookie
})

test('every page of a demo carries its name and says in both languages that it is one', async () => {
  for (const path of ['/', '/leads', '/plugins']) {
    expect(await page(path)).toContain('its people and leads are invented')
    expect(await page(path, 'fa')).toContain('ساختگی')
  }
  expect(await page('/')).toContain('Try it</span>')
  expect(await page('/', 'fa')).toContain('امتحان کنید</span>')
})

test('an invented lead wears a badge in the list and on its own page', async () => {
  const list = await page('/leads')
  expect(list).toContain('<span class="badge bare sample">Sample</span>')
  const [, address = ''] = /href="(\/leads\/[0-9a-f-]{36})"/.exec(list) ?? []
  expect(await page(address, 'fa')).toContain('<span class="badge bare sample">نمونه</span>')
})

test('the page of plugins shows the options of a plugin with what they are here', async () => {
  const html = await page('/plugins')
  expect(html).toContain('<code class="chip">seed</code>')
  expect(html).toContain('<code dir="ltr">7</code>')
})
