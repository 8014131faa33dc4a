import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { actionStory } from '../../../../core/http/admin/action-story.js'
import { leadLabels } from '../../../../core/http/admin/lead-labels.js'
import { loadMessages } from '../../../../core/http/renderer-messages.js'
import { capture } from '../../../../core/intake/capture.js'
import { listLeads, logActivity, updateLead } from '../../../../core/operations/index.js'
import { packageRoot } from '../../../../core/package-root.js'
import { addTestUser, form, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm()
let session = { cookie: '', csrf: '' }
let leadId = ''
/** The lead's page with its first decision told. */
let withFirst = ''

beforeAll(async () => {
  const values = { name: 'Sara', email: 'sara@example.ir', city: 'Yazd', country: 'IR', website: 'example.com', employees: 900 }
  const body = new TextEncoder().encode(JSON.stringify({ values: { ...values, authority: 'decision-maker', timeline: 'now' } }))
  const raw = { channel: 'test', contentType: 'application/json', headers: {}, query: {}, body }
  await capture(web.crm, { source: 'api', raw })
  await web.crm.settle()
  session = await signIn(web, await addTestUser(web.crm))
  leadId = (await listLeads(web.crm, { actor: SYSTEM, query: {} })).records[0]?.id ?? ''
  const [first] = (await web.crm.store.records.list('decision', { limit: 1 })).records
  withFirst = `/leads/${leadId}?decision=${first?.id}`
})

const page = async (path: string, { cookie = session.cookie, language = 'en' } = {}) => {
  const answer = await web.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })
  return { status: answer.status, html: await answer.text() }
}
const post = async (path: string, values: Record<string, string>, language = 'en') => {
  const headers = { cookie: `${session.cookie}; lang=${language}`, origin: new URL(web.url).origin }
  const answer = await web.fetch(path, { ...form({ _csrf: session.csrf, ...values }), headers })
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() }
}
const leadNow = () => web.crm.store.records.get('lead', leadId)
const behindHerBack = (changes: object) => updateLead(web.crm, { actor: SYSTEM, id: leadId, changes: { ...changes } })

/** What a browser would send of the edit form on this page. */
function editForm(html: string): Record<string, string> {
  const part = html.slice(html.indexOf(`action="/leads/${leadId}/fields"`)).split('</form>')[0] ?? ''
  const inputs = [...part.matchAll(/<input[^>]*name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  const areas = [...part.matchAll(/<textarea name="([^"]+)"[^>]*>([^<]*)</g)].map(([, name, value]) => [name, value])
  const selects = [...part.matchAll(/<select name="([^"]+)"[\s\S]*?<\/select>/g)].map(([all, name]) => [
    name,
    /<option value="([^"]*)" selected/.exec(all)?.[1] ?? '',
  ])
  return Object.fromEntries([...inputs, ...areas, ...selects])
}

describe('two people at one lead', () => {
  test('do not overwrite each other, not even when the refused form is saved again', async () => {
    const opened = editForm((await page(`/leads/${leadId}`)).html)
    await behindHerBack({ city: 'Qom' })
    const refused = await post(`/leads/${leadId}/fields`, { ...opened, jobTitle: 'Buyer' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Changed by somebody else meanwhile:')
    expect(await leadNow()).toMatchObject({ city: 'Qom' })
    const again = editForm(refused.html)
    expect(again).toMatchObject({ city: 'Qom', jobTitle: 'Buyer' })
    expect((await post(`/leads/${leadId}/fields`, again)).location).toBe(`/leads/${leadId}?done=saved`)
    expect(await leadNow()).toMatchObject({ city: 'Qom', jobTitle: 'Buyer' })
  })

  test('at the same field see what the other one wrote', async () => {
    const opened = editForm((await page(`/leads/${leadId}`)).html)
    await behindHerBack({ city: 'Kerman' })
    const { html } = await post(`/leads/${leadId}/fields`, { ...opened, city: 'Shiraz' })
    expect(html).toMatch(/By now it is:\s*<bdi>Kerman<\/bdi>/)
    expect(editForm(html)).toMatchObject({ city: 'Shiraz' })
  })

  test('are not disturbed by what is no field of the form', async () => {
    const opened = editForm((await page(`/leads/${leadId}`)).html)
    await logActivity(web.crm, { actor: SYSTEM, activity: { leadId, type: 'call.inbound' } })
    expect(String((await leadNow())?.version)).not.toBe(opened['version'])
    expect((await post(`/leads/${leadId}/fields`, { ...opened, jobTitle: 'Head' })).status).toBe(303)
    expect(await leadNow()).toMatchObject({ jobTitle: 'Head' })
  })

  test('assign only what they touched', async () => {
    const before = await leadNow()
    const shown = { 'was.ownerId': '', 'was.queue': 'nurture', ownerId: '', queue: 'nurture' }
    expect((await post(`/leads/${leadId}/owner`, shown)).location).toContain('done=unchanged')
    expect((await leadNow())?.['queue']).toBe(before?.['queue'])
    expect(before?.['queue']).not.toBe('nurture')
  })
})

describe('a form that comes back', () => {
  test('marks what is wrong, says why beside it, and puts the cursor there', async () => {
    const { html } = await post(`/leads/${leadId}/fields`, { email: 'no address', employees: '-1' })
    expect(html).toMatch(/name="email" value="no address"[^>]*aria-invalid="true" aria-describedby="problem-email" autofocus/)
    expect(html).toContain('id="problem-employees"')
    expect(html.match(/ autofocus/g)).toHaveLength(1)
  })

  test('has Persian digits on a Persian page', async () => {
    const { html } = await post(`/leads/${leadId}/fields`, { employees: '-1' }, 'fa')
    expect(html).toContain('باید ۰ یا بیشتر باشد.')
  })

  test('takes a web site as people write it', async () => {
    expect((await page(`/leads/${leadId}`)).html).toMatch(/<input type="text" inputmode="url" name="website"[^>]*dir="ltr"/)
  })

  test('of an empty note asks for words', async () => {
    const { status, html } = await post(`/leads/${leadId}/activities`, { type: 'note', note: '  ' })
    expect(status).toBe(422)
    expect(html).toMatch(/name="note"[^>]*aria-describedby="problem-note" autofocus/)
    expect((await post(`/leads/${leadId}/activities`, { type: 'dance' })).status).toBe(422)
  })

  test('of a move to where the lead is says that nothing changed', async () => {
    const status = String((await leadNow())?.['status'])
    const { location } = await post(`/leads/${leadId}/status`, { to: status })
    expect((await page(location ?? '')).html).toContain('Nothing changed')
  })

  test('of an unknown owner says so in the language of the reader', async () => {
    const { html } = await post(`/leads/${leadId}/owner`, { ownerId: 'nobody', queue: '' }, 'fa')
    expect(html).toContain('این شخص دیگر این‌جا کار نمی‌کند.')
    expect(html).not.toContain('There is no active user')
  })
})

describe('the form of a new user', () => {
  const typed = { name: '', email: 'no address', role: 'manager', queues: 'nurture', password: 'short' }

  test('comes back as it was, with every problem at its field', async () => {
    const { status, html } = await post('/users', typed)
    expect(status).toBe(422)
    for (const name of ['name', 'email', 'password']) expect(html).toContain(`id="problem-${name}"`)
    expect(html).toContain('<option value="manager" selected>')
    expect(html).toContain('value="nurture" checked')
    expect(html).toContain('value="no address"')
    expect(html).not.toContain('value="short"')
  })

  test('takes no role that does not exist', async () => {
    const values = { ...typed, name: 'Omid', email: 'omid@example.ir', password: 'seven brown window seats', role: 'owner' }
    const { status, html } = await post('/users', values)
    expect(status).toBe(422)
    expect(html).toContain('id="problem-role"')
    expect((await page('/users')).html).not.toContain('omid@example.ir')
  })

  test('says at the address that it is taken', async () => {
    const email = await addTestUser(web.crm)
    const { status, html } = await post('/users', { ...typed, name: 'Omid', email, password: 'seven brown window seats' })
    expect(status).toBe(422)
    expect(html).toContain('id="problem-email"')
  })
})

describe('what a role may not do', () => {
  const seenBy = async (role: 'rep' | 'read-only', path: string) => {
    const { cookie } = await signIn(web, await addTestUser(web.crm, { role }))
    return (await page(path, { cookie })).html
  }

  test('is not offered to somebody who only reads', async () => {
    expect(await seenBy('read-only', '/leads')).not.toContain('href="/leads/new"')
    const html = await seenBy('read-only', withFirst)
    const posts = [...html.matchAll(/<form\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes('method="post"'))
    const actions = posts.map((tag) => /action="([^"]*)"/.exec(tag)?.[1])
    expect([...new Set(actions)].sort()).toEqual(['/language', '/sign-out'])
    expect(html).not.toContain('href="/journal')
  })

  test('is not offered to a sales rep, who may do the rest', async () => {
    const html = await seenBy('rep', withFirst)
    expect(html).not.toContain('href="/journal')
    expect(html).toContain(`action="/leads/${leadId}/fields"`)
    expect((await page(withFirst)).html).toContain('href="/journal/')
  })
})

describe('a lead in Persian', () => {
  test('shows names instead of codes', async () => {
    const { html } = await page(withFirst, { language: 'fa' })
    expect(html).toMatch(/<dt>کشور<\/dt><dd><bdi>ایران<\/bdi>/)
  })

  test('says what rules asked for in words', async () => {
    const telling = {
      labels: await leadLabels(web.crm, 'fa'),
      words: loadMessages(join(packageRoot(), 'templates', 'messages'))('fa'),
      language: 'fa',
    }
    const said = (type: string, params: Record<string, string>) =>
      actionStory(web.crm, { type, params }, telling).params.map(({ value }) => value)
    expect(said('task.create', { assignee: 'owner', due: 'PT5M', priority: 'urgent' })).toEqual(['مسئول سرنخ', '۵ دقیقه', 'فوری'])
    expect(said('notify', { to: 'managers' })).toEqual(['مدیران'])
    expect(said('notify', { to: 'queue:nurture' })).toEqual(['صف پرورش'])
  })
})

/** What a page says beside its navigation. */
const mainOf = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'))

describe('an address that leads nowhere', () => {
  test.each([
    ['/leads?after=nonsense', 400, 'href="/leads"'],
    ['/leads?segment=gone', 404, 'href="/leads"'],
    ['/leads/gone', 404, 'href="/leads"'],
    ['/reports/gone', 404, 'href="/reports"'],
  ])('%s says in plain words what to do, with the way back', async (path, status, link) => {
    const answer = await page(path, { language: 'fa' })
    expect(answer.status).toBe(status)
    expect(answer.html).toContain(`class="button primary" ${link}`)
    expect(mainOf(answer.html)).not.toMatch(/There is no|cursor|segment/)
  })
})

describe('a plugin', () => {
  test('is switched on or off and nothing else', async () => {
    expect((await post('/plugins/report-workload/switch', { state: 'maybe' })).status).toBe(422)
    expect((await post('/plugins/nothing/switch', { state: 'on' })).status).toBe(404)
    expect((await page('/reports/workload')).status).toBe(200)
  })

  test('that is off leaves its report in the list as off, with words instead of figures', async () => {
    await post('/plugins/report-workload/switch', { state: 'off' })
    expect((await page('/reports')).html).toContain('<span class="badge">Off</span>')
    const { status, html } = await page('/reports/workload')
    expect(status).toBe(503)
    expect(html).toContain('This report is switched off')
    expect(html).toContain('class="button" href="/plugins"')
    const { cookie } = await signIn(web, await addTestUser(web.crm, { role: 'rep' }))
    expect((await page('/reports/workload', { cookie })).html).not.toContain('href="/plugins"')
    await post('/plugins/report-workload/switch', { state: 'on' })
  })
})
