import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { capture } from '../../../../core/intake/capture.js'
import type { Decision } from '../../../../core/model/decision.js'
import { listLeads } from '../../../../core/operations/index.js'
import { rebuildRuleSet } from '../../../../core/rule-engine/index.js'
import type { StoredRecord } from '../../../../core/store/index.js'
import { addTestUser, form, signIn, useServedCrm } from '../served-crm.js'

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '<%= 1 + 1 %>',
  "' autofocus onfocus=x",
] as const
const web = useServedCrm()
let cookie = ''
let csrf = ''
let leadId = ''
let submissionId = ''

async function captureLead(values: Record<string, unknown>, touch: Record<string, string> = {}): Promise<string> {
  const body = new TextEncoder().encode(JSON.stringify({ values, touch }))
  const captured = await capture(web.crm, {
    source: 'api',
    raw: { channel: 'test', contentType: 'application/json', headers: {}, query: {}, body },
  })
  if ('refused' in captured) throw new Error(captured.refused)
  await web.crm.settle()
  return captured.submissions[0]?.submissionId ?? ''
}

const page = (path: string, language = 'en') => web.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })
const post = (path: string, values: Record<string, string>) =>
  web.fetch(path, { ...form({ _csrf: csrf, ...values }), headers: { cookie, origin: new URL(web.url).origin } })
const ofLead = {
  fact: 'decision',
  path: '$.leadId',
  operator: 'equal',
  get value() {
    return leadId
  },
}
const leadNow = () => web.crm.store.records.get('lead', leadId)

beforeAll(async () => {
  submissionId = await captureLead(
    {
      name: HOSTILE[0],
      company: HOSTILE[1],
      jobTitle: HOSTILE[4],
      message: `${HOSTILE[2]} ${HOSTILE[3]}`,
      email: 'sara@example.ir',
      source: HOSTILE[1],
    },
    { utmSource: HOSTILE[1] },
  )
  const session = await signIn(web, await addTestUser(web.crm))
  cookie = session.cookie
  csrf = session.csrf
  leadId = (await listLeads(web.crm, { actor: SYSTEM, query: {} })).records[0]?.id ?? ''
})

const PAGES = [
  '/',
  '/?mine=1',
  '/leads',
  '/leads?q=sara&status=not-contacted&owner=nobody&scoreFrom=0&within=7&sort=name.asc',
  '/leads?segment=hot-leads',
  '/leads/new',
  '/leads/LEAD',
  '/rules',
  '/rules/scoring/lead-score',
  '/rules/routing/inbound',
  '/rules/lifecycle/lead',
  '/rules/conditions/base',
  '/rules/automation/first-response',
  '/rules/segment/hot-leads',
  '/reports',
  '/reports/lead-conversion',
  '/reports/funnel-by-status',
  '/reports/workload',
  '/journal',
  '/journal?state=quarantined',
  '/journal/SUBMISSION',
  '/plugins',
  '/users',
]

const address = (path: string): string => path.replace('LEAD', leadId).replace('SUBMISSION', submissionId)
const elements = (html: string): readonly string[] => html.match(/<(script|img|svg|a)\b[^>]*>/g) ?? []

describe.each(PAGES)('the page %s', (path) => {
  test.each([
    ['en', 'ltr'],
    ['fa', 'rtl'],
  ])('answers in %s, reading %s', async (language, direction) => {
    const answer = await page(address(path), language)
    const html = await answer.text()
    expect(answer.status, html.slice(0, 2_000)).toBe(200)
    expect(html).toContain(`<html lang="${language}" dir="${direction}">`)
    expect(html).not.toMatch(/\bundefined\b|\[object Object\]|>NaN</)
  })

  test('shows what people wrote as text and adds no element of theirs', async () => {
    const html = await (await page(address(path))).text()
    expect(elements(html).filter((tag) => /onerror|alert\(1\)|src=x/.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([])
    expect(
      (html.match(/<script\b[^>]*>/g) ?? []).filter((tag) => !/^<script src="\/assets\/[\w.-]+\?v=[\w-]+" defer>$/.test(tag)),
    ).toEqual([])
    expect(html).not.toContain('<img')
  })

  test('names no message that is not written', async () => {
    const html = await (await page(address(path))).text()
    expect(
      html.match(/(?<!<code[^>]*)>(shell|today|leads?|rules|reports|journal|plugins|users|activity)\.[\w.-]+</g) ?? [],
    ).toEqual([])
  })
})

describe('a signed-in page', () => {
  test('is not shown to strangers, who are led to the door and back', async () => {
    const answer = await web.fetch('/leads?q=x')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/sign-in?return=%2Fleads%3Fq%3Dx')
  })

  test('shows hostile words to the reader exactly as they were written', async () => {
    const html = await (await page(`/leads/${leadId}`)).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('{{7*7}} &lt;%= 1 + 1 %&gt;')
  })

  test('of a lead that is not there says so', async () => {
    expect((await page('/leads/nobody')).status).toBe(404)
    expect((await page('/rules/scoring/nothing')).status).toBe(404)
    expect((await page('/journal/nothing')).status).toBe(404)
  })

  test('of a role without the permission is refused, and its navigation leaves it out', async () => {
    const session = await signIn(web, await addTestUser(web.crm, { role: 'rep' }))
    const answer = await web.fetch('/journal', { headers: { cookie: session.cookie } })
    expect(answer.status).toBe(403)
    const html = await (await web.fetch('/leads', { headers: { cookie: session.cookie } })).text()
    expect(html).not.toContain('href="/journal"')
    expect(html).toContain('href="/reports"')
  })

  test('gives a report as CSV', async () => {
    const answer = await page('/reports/lead-conversion?format=csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain('lead-conversion.csv')
    expect([...new Uint8Array(await answer.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })
})

describe('a decision at the page of a lead', () => {
  const shown = async (language = 'en') => (await page(`/leads/${leadId}`, language)).text()

  test('says what was read and wanted for what counted, and what the rest lacked', async () => {
    const html = await shown()
    expect(html).toContain('What did not count')
    expect(html).toContain('Employees is missing, needs at least 500')
    expect(html).toMatch(/wait, and for what/)
    expect(await shown('fa')).toContain('«شمار کارکنان» خالی است؛ لازم: دست‌کم ۵۰۰')
  })

  test('is explained by the rules that decided, or says that they are gone', async () => {
    const [stored] = (await web.crm.store.records.list('decision', { limit: 1, where: { all: [ofLead] } })).records
    const trace = stored?.['trace'] as Decision
    await web.crm.store.system.saveRuleSet({
      digest: 'brokenrules',
      files: [{ layer: 'base', path: 'x.scoring.json', text: '{' }],
      at: 1,
    })
    const older = web.crm.rules().files.map((file) => ({ ...file, text: `${file.text}\n` }))
    const digest = rebuildRuleSet(older, web.crm.rules().vocabulary)?.digest ?? ''
    await web.crm.store.system.saveRuleSet({ digest, files: older, at: 1 })
    const rewrite = (ruleSet: string) => ({ ...stored, id: crypto.randomUUID(), at: Date.now(), trace: { ...trace, ruleSet } })
    for (const [ruleSet, words] of [
      [digest, 'this is what decided then'],
      ['neverheardof', 'cannot be read any more'],
      ['brokenrules', 'cannot be read any more'],
    ] as const) {
      const record = rewrite(ruleSet) as StoredRecord
      await web.crm.store.records.insert('decision', [record])
      const html = await (await page(`/leads/${leadId}?decision=${record.id}`)).text()
      expect(html.slice(html.indexOf(`id="decision-${record.id}"`)).split('</details>')[0]).toContain(words)
    }
  })
})

describe('the pages of a deployment', () => {
  test('carry its name where it has one, and no notice of a demo where it is none', async () => {
    const html = await (await page('/')).text()
    expect(html).not.toContain('demo-note')
  })

  test('name their styles and scripts by content, to be kept for ever', async () => {
    const [, address = ''] = /href="(\/assets\/styles\.css\?v=[\w-]+)"/.exec(await (await page('/')).text()) ?? []
    const answer = await web.fetch(address)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    const css = await answer.text()
    expect(css.indexOf(':root')).toBeLessThan(css.indexOf('.sidebar'))
  })
})

describe('a report with parameters', () => {
  test('shows them as a form with their defaults, and takes them from the address', async () => {
    const html = await (await page('/reports/workload')).text()
    expect(html).toContain('Grade of hot leads')
    expect(html).toMatch(/name="hotGrade" value="hot"/)
    const asked = await (await page('/reports/workload?hotGrade=warm&other=1')).text()
    expect(asked).toMatch(/name="hotGrade" value="warm"/)
    expect(asked).toContain('href="/reports/workload?hotGrade=warm&amp;format=csv"')
  })
})

describe('the page of plugins', () => {
  test('shows what can be written, from the declarations', async () => {
    const html = await (await page('/plugins')).text()
    expect(html).toContain('task.create')
    expect(html).toContain('<code class="chip">hotGrade</code>')
    expect(html).toContain('The product itself')
  })
})

describe('a person at the page of a lead', () => {
  test('moves it to another status', async () => {
    const answer = await post(`/leads/${leadId}/status`, { to: 'contacted' })
    expect(answer.headers.get('location')).toBe(`/leads/${leadId}?done=status`)
    expect(await leadNow()).toMatchObject({ status: 'contacted' })
  })

  test('is told in their language why a move is refused, and nothing changes', async () => {
    const answer = await post(`/leads/${leadId}/status`, { to: 'not-interested' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('needs a reason')
    expect(await leadNow()).toMatchObject({ status: 'contacted' })
  })

  test('edits a field, and a value that cannot be read comes back with what is wrong', async () => {
    expect((await post(`/leads/${leadId}/fields`, { jobTitle: 'Buyer' })).status).toBe(303)
    expect(await leadNow()).toMatchObject({ jobTitle: 'Buyer' })
    const answer = await post(`/leads/${leadId}/fields`, { email: 'no address' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('value="no address"')
    expect(html).toContain('aria-invalid="true"')
    expect(await leadNow()).toMatchObject({ email: 'sara@example.ir' })
  })

  test('who looked at an older version is told, and overwrites nothing', async () => {
    const answer = await post(`/leads/${leadId}/fields`, { jobTitle: 'Late', version: '1' })
    expect(answer.status).toBe(422)
    expect(await leadNow()).toMatchObject({ jobTitle: 'Buyer' })
  })

  test('logs a call, which counts as the first answer', async () => {
    expect((await post(`/leads/${leadId}/activities`, { type: 'call.outbound', note: 'Spoke with <b>Sara</b>' })).status).toBe(
      303,
    )
    expect((await leadNow())?.['firstResponseAt']).toBeTypeOf('number')
    expect(await (await page(`/leads/${leadId}`)).text()).toContain('Spoke with &lt;b&gt;Sara&lt;/b&gt;')
  })

  test('cannot do any of it without the token of the form', async () => {
    const answer = await web.fetch(`/leads/${leadId}/status`, { ...form({ to: 'hot' }), headers: { cookie } })
    expect(answer.status).toBe(403)
    expect(await leadNow()).toMatchObject({ status: 'contacted' })
  })
})

describe('a new lead', () => {
  test('without any way to name it is not taken', async () => {
    const answer = await post('/leads/new', { jobTitle: 'Nobody' })
    expect(answer.status).toBe(422)
  })

  test('typed by a person goes through the journal and the rules', async () => {
    const working = web.crm.start()
    await working
    const answer = await post('/leads/new', { name: 'Reza Karimi', phone: '09121112233' })
    expect(answer.headers.get('location')).toMatch(/^\/leads\/[\w-]+\?done=created$/)
    const created = await page(answer.headers.get('location') ?? '')
    expect(await created.text()).toContain('Reza Karimi')
  })
})

describe('an administrator', () => {
  test('switches a plugin off and on again', async () => {
    const status = () => web.crm.registry.plugins.find(({ name }) => name === 'report-workload')?.state
    await post('/plugins/report-workload/switch', { state: 'off' })
    expect(status()).toBe('off')
    expect(await (await page('/plugins')).text()).toContain('Switched off by Sara.')
    await post('/plugins/report-workload/switch', { state: 'on' })
    expect(status()).toBe('on')
  })

  test('adds a user, and is told when the password is weak', async () => {
    const values = { name: 'Mina', email: 'mina@example.ir', role: 'rep', queues: 'inbound' }
    expect((await post('/users', { ...values, password: 'short' })).status).toBe(422)
    expect((await post('/users', { ...values, password: 'seven brown window seats' })).status).toBe(303)
    expect(await (await page('/users')).text()).toContain('mina@example.ir')
  })
})

test('a decision table is shown as one: a column for each question, words in each cell', async () => {
  const html = await (await page('/rules/routing/inbound')).text()
  expect(html).toContain('The first row that matches counts.')
  expect(html.match(/<th scope="col"[^>]*>([^<]*)/g)?.map((cell) => cell.replace(/<[^>]*>/, ''))).toEqual([
    'Row',
    'Employees',
    'Grade',
    'Province',
    'Then',
  ])
  expect(html).toContain('title="&gt;= 500">is at least 500</span>')
  expect(await (await page('/rules/routing/inbound', 'fa')).text()).toContain('نخستین سطری که جور شود تعیین می‌کند.')
})
