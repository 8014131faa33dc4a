import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'jsonc-parser'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { record } from '../../core/intake/capture.js'
import type { Enrolment } from '../../core/model/entities/enrolment.js'
import type { Lead } from '../../core/model/entities/lead.js'
import { enrolByHand, previewMail, resubscribe, unsubscribe, updateLead } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { definePlugin, isRefusal, OutsideError } from '../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../core/testing/open-test-crm.js'
import { addTestUser, apiKey, form, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

/** Cold leads are taught; whoever becomes hot leaves and is called. */
const STREAM = {
  apiVersion: 'sarnakh/v1',
  kind: 'sequence',
  id: 'cold-stream',
  title: { en: 'Education for cold leads', fa: 'آموزش سرنخ‌های سرد' },
  enter: { all: [{ fact: 'lead', path: '$.grade', operator: 'equal', value: 'cold' }] },
  exitOn: ['grade', 'reply', 'converted', 'closed'],
  steps: [
    { id: 'first', mail: { template: 'education-company' } },
    { id: 'pause', after: 'P1D' },
    { id: 'second', after: 'P1D', mail: { template: 'education-specialties' } },
    { id: 'ask', after: 'P1D', task: { subject: { en: 'Ask whether they read it', fa: 'بپرسید خوانده‌اند' }, assignee: 'owner' } },
  ],
}
const DESK = {
  apiVersion: 'sarnakh/v1',
  kind: 'automation',
  id: 'desk',
  rules: [
    {
      id: 'hot',
      title: { en: 'Hot: on the desk', fa: 'داغ: روی میز' },
      conditions: { all: [{ fact: 'lead', path: '$.grade', operator: 'equal', value: 'hot' }] },
      then: [{ type: 'task.create', params: { subject: { en: 'Call now' }, assignee: 'owner', priority: 'urgent' } }],
    },
  ],
}

const PLUGINS = (await readdir(join(packageRoot(), 'plugins'))).filter((name) =>
  /^(?!report|channel|source-sample|README|scoring-(?!points))/.test(name),
)

/** What of the base these rows stand on. */
const BASE = ['calendars', 'conditions', 'fields', 'lifecycle', 'mails', 'queues', 'routing', 'scoring', 'sequences']

let rules = ''
beforeAll(async () => {
  rules = await mkdtemp(join(tmpdir(), 'sarnakh-sequences-'))
  for (const folder of BASE) await cp(join(packageRoot(), 'rules', folder), join(rules, folder), { recursive: true })
  await writeFile(join(rules, 'cold-stream.sequence.json'), JSON.stringify(STREAM))
  await writeFile(join(rules, 'desk.automation.json'), JSON.stringify(DESK))
})
afterAll(() => rm(rules, { recursive: true, force: true }))

eachDatabase((database) => {
  const crms: TestCrm[] = []
  afterEach(async () => {
    for (const crm of crms.splice(0)) await crm.close()
  })

  async function open(options: TestCrmOptions = {}): Promise<TestCrm> {
    const connection = await database.newConnection()
    const crm = await openTestCrm({
      external: 'performed',
      config: { plugins: PLUGINS },
      connection,
      rules: [rules],
      ...options,
    })
    crms.push(crm)
    return crm
  }

  const cold = { name: 'Sara Ahmadi', email: 'sara@example.com', company: 'Pars Steel', language: 'fa', jobTitle: 'Surgeon' }

  async function coldLead(crm: TestCrm, values: Readonly<Record<string, unknown>> = cold): Promise<Lead> {
    const [lead] = await crm.capture('api', { values })
    if (!lead) throw new Error('no lead')
    return lead
  }

  const enrolmentsOf = async ({ crm }: TestCrm, lead: Lead) => {
    const where = { all: [{ fact: 'enrolment', path: '$.leadId', operator: 'equal', value: lead.id }] }
    return (await crm.store.records.list('enrolment', { where, limit: 10 })).records as readonly Enrolment[]
  }
  const mails = async ({ crm }: TestCrm) => {
    const folder = join(crm.settings.dataFolder, 'mail')
    const files = await readdir(folder).catch(() => [])
    return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  }
  const timeline = async (crm: TestCrm, lead: Lead) => (await crm.profile(lead.id)).activities.map(({ type }) => type)

  const HOT = {
    authority: 'decision-maker',
    needLevel: 'defined',
    employees: 900,
    timeline: 'now',
    phone: '09121234567',
    message: 'Please call',
  }

  test('gomato-4, roka-4: a low score goes into the mail stream, and leaves it in the decision that makes it hot', async () => {
    const crm = await open()
    await crm.addUser({ name: 'Rep' })
    const lead = await coldLead(crm)
    expect(lead.grade).toBe('cold')
    expect(await enrolmentsOf(crm, lead)).toMatchObject([
      { sequence: 'cold-stream', state: 'active', step: 1, lastStep: 'first' },
    ])
    expect(await mails(crm)).toHaveLength(1)
    await updateLead(crm.crm, { actor: SYSTEM, id: lead.id, changes: HOT })
    await crm.settle()
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ state: 'exited', exitReason: 'grade-hot' }])
    const { activities, tasks, decisions } = await crm.profile(lead.id)
    const left = activities.find(({ type }) => type === 'sequence.exited')
    expect(left?.details).toMatchObject({
      sequence: 'cold-stream',
      reason: 'grade-hot',
      by: 'sequence/cold-stream/exit-grade-hot',
    })
    expect(tasks).toMatchObject([{ subject: { en: 'Call now' }, priority: 'urgent' }])
    const turned = decisions.flatMap(({ id, decision }) => decision.fired.map(({ rule }) => [rule, id]))
    const at = (rule: string) => turned.find(([name]) => name === rule)?.[1]
    expect(at('sequence/cold-stream/exit-grade-hot')).toBe(at('desk/hot'))
    await crm.pass('P10D')
    expect(await mails(crm)).toHaveLength(1)
  })

  test('vtiger-13: a sequence waits, mails, makes a task and ends by itself, exactly when each is due', async () => {
    const crm = await open()
    await crm.addUser({ name: 'Rep' })
    const lead = await coldLead(crm)
    await crm.pass('P1D')
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ step: 2 }])
    await crm.pass('PT23H59M')
    expect(await mails(crm)).toHaveLength(1)
    await crm.pass('PT1M')
    expect(await mails(crm)).toHaveLength(2)
    await crm.pass('P1D')
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ state: 'completed', step: 4, exitReason: 'completed' }])
    expect((await crm.profile(lead.id)).tasks).toMatchObject([{ subject: { en: 'Ask whether they read it' } }])
    expect(await timeline(crm, lead)).toContain('sequence.completed')
    expect((await crm.crm.store.records.get('lead', lead.id))?.['sequences']).toBeUndefined()
  })

  test('gomato-7: the mail speaks of the company and of what else the lead does, right to left, with plain text and a way out', async () => {
    const crm = await open()
    const lead = await coldLead(crm, { ...cold, company: '<b>Pars</b> & "Co"' })
    await crm.pass('P1D')
    await crm.pass('P1D')
    const [company, specialty] = await Promise.all((await mails(crm)).map((mail) => PostalMime.parse(mail)))
    const both = [company, specialty].toSorted((one) => (one?.subject?.includes('Pars') ? -1 : 1))
    expect(both[0]?.subject).toBe('<b>Pars</b> & "Co" چه انتظاری می‌تواند داشته باشد')
    expect(both[0]?.html).toContain('dir="rtl"')
    expect(both[0]?.html).toContain('<bdi>&lt;b&gt;Pars&lt;/b&gt; &amp; &quot;Co&quot;</bdi>')
    expect(both[0]?.html).not.toContain('<b>')
    expect(both[0]?.text).toContain('<b>Pars</b> & "Co" یکی از')
    expect(both[1]?.subject).toContain('Surgeon')
    const leave = both[0]?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
    expect(leave).toMatch(/^<http:\/\/localhost:\d+\/u\/[\w-]+>$/)
    expect(both[0]?.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click')
    const sent = await crm.crm.store.records.list('message', { limit: 10 })
    expect(sent.records.map(({ leadId, channel }) => [leadId, channel])).toEqual([
      [lead.id, 'mail'],
      [lead.id, 'mail'],
    ])
    const look = await previewMail(crm.crm, { actor: SYSTEM, template: 'education-company', leadId: lead.id, language: 'en' })
    expect(look).toMatchObject({ direction: 'ltr', subject: 'What <b>Pars</b> & "Co" can expect', to: 'sara@example.com' })
  })

  test('vtiger-13, gomato-7: who unsubscribes leaves every sequence and gets no mail of any action until they take it back', async () => {
    const crm = await open()
    const lead = await coldLead(crm)
    const [mail = ''] = await mails(crm)
    const token = /\/u\/([\w-]+)/.exec((await PostalMime.parse(mail)).text ?? '')?.[1] ?? ''
    await unsubscribe(crm.crm, token)
    await unsubscribe(crm.crm, token)
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ state: 'exited', exitReason: 'unsubscribed' }])
    const consents = await crm.crm.store.records.list('consent', { limit: 10 })
    expect(consents.records).toMatchObject([{ purpose: 'marketing-mail', given: false, source: 'unsubscribe-link' }])
    const refusal = await enrolByHand(crm.crm, { actor: SYSTEM, leadId: lead.id, sequence: 'cold-stream' })
    expect(isRefusal(refusal)).toBe(false)
    await crm.settle()
    expect(await mails(crm)).toHaveLength(1)
    expect((await enrolmentsOf(crm, lead)).map(({ exitReason }) => exitReason)).toContain('suppressed')
    await resubscribe(crm.crm, token)
    await enrolByHand(crm.crm, { actor: SYSTEM, leadId: lead.id, sequence: 'cold-stream' })
    await crm.settle()
    expect(await mails(crm)).toHaveLength(2)
  })

  test('vtiger-13: an answer by mail finds its lead by the mail it answers, and ends the sequence at once', async () => {
    const crm = await open()
    const lead = await coldLead(crm)
    const [sent] = (await crm.crm.store.records.list('message', { limit: 1 })).records
    const acting = crm.crm.acting({ plugin: 'channel-imap', signal: new AbortController().signal })
    const reply = {
      channel: 'INBOX',
      messageId: '<answer@home.example>',
      inReplyTo: String(sent?.['messageId']),
      references: [],
      from: { address: 'sara.private@home.example' },
      to: ['crm@localhost.localdomain'],
      subject: 'Re: yes',
      text: 'Call me.',
      at: crm.clock.now(),
      isAutomatic: false,
    }
    expect(await acting.crm.receiveMail({ ...reply, messageId: '<away@home.example>', isAutomatic: true })).toBe('lead')
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ state: 'active' }])
    expect(await acting.crm.receiveMail(reply)).toBe('lead')
    expect(await acting.crm.receiveMail(reply)).toBe('known')
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ state: 'exited', exitReason: 'reply' }])
    expect((await timeline(crm, lead)).filter((type) => type === 'mail.inbound')).toHaveLength(1)
    expect(
      await acting.crm.receiveMail({
        ...reply,
        messageId: '<x@y.example>',
        inReplyTo: '<not@ours.example>',
        from: { address: 'who@knows.example' },
      }),
    ).toBe('nobody')
  })

  test('vtiger-13: a bounce of a mail of ours suppresses its address; one that is made up does not', async () => {
    const crm = await open()
    const lead = await coldLead(crm)
    const [sent] = (await crm.crm.store.records.list('message', { limit: 1 })).records
    const acting = crm.crm.acting({ plugin: 'channel-imap', signal: new AbortController().signal })
    const report = (messageId: string, id: string) => ({
      channel: 'INBOX',
      messageId: id,
      references: [],
      from: { address: 'mailer-daemon@mx.example' },
      to: [],
      subject: 'Undelivered',
      text: '',
      at: crm.clock.now(),
      isAutomatic: true,
      bounce: { messageId, address: 'boss@example.com', isPermanent: true, reason: '550 5.1.1 no such user' },
    })
    expect(await acting.crm.receiveMail(report('<forged@example.com>', '<1@mx.example>'))).toBe('nobody')
    expect(await acting.crm.receiveMail(report(String(sent?.['messageId']), '<2@mx.example>'))).toBe('bounce')
    const { records } = await crm.crm.store.records.list('suppression', { limit: 10 })
    expect(records).toMatchObject([{ key: 'sara@example.com', reason: 'bounced' }])
    expect(await enrolmentsOf(crm, lead)).toMatchObject([{ state: 'exited', exitReason: 'bounced' }])
  })

  test('vtiger-13: a step whose action keeps failing ends the enrolment as failed, and one that is done again goes on', async () => {
    let isDown = true
    const flaky = definePlugin({
      name: 'action-flaky',
      actions: {
        'flaky.do': {
          label: 'Flaky',
          perform: () => {
            if (isDown) throw new OutsideError('The other side is down.')
          },
        },
      },
    })
    const folder = await mkdtemp(join(tmpdir(), 'sarnakh-flaky-'))
    const steps = [
      { id: 'try', action: { type: 'flaky.do' } },
      { id: 'wait', after: 'P1D' },
    ]
    const file = { apiVersion: 'sarnakh/v1', kind: 'sequence', id: 'flaky', title: { en: 'Flaky' }, steps }
    await writeFile(join(folder, 'flaky.sequence.json'), JSON.stringify(file))
    const crm = await open({ plugins: [flaky], rules: [rules, folder] })
    const lead = await coldLead(crm)
    await enrolByHand(crm.crm, { actor: SYSTEM, leadId: lead.id, sequence: 'flaky' })
    for (let day = 0; day < 6; day += 1) for (let part = 0; part < 4; part += 1) await crm.pass('PT6H')
    const flakyOnes = async () => (await enrolmentsOf(crm, lead)).filter(({ sequence }) => sequence === 'flaky')
    expect(await flakyOnes()).toMatchObject([
      { state: 'failed', step: 0, exitReason: expect.stringContaining('The other side is down.') },
    ])
    expect(await timeline(crm, lead)).toContain('sequence.failed')
    isDown = false
    const [dead] = await crm.crm.store.outbox.list({ state: 'dead', limit: 1 })
    await crm.crm.store.outbox.revive(dead?.id ?? '', crm.clock.now())
    await crm.settle()
    expect(await flakyOnes()).toMatchObject([{ state: 'active', step: 1 }])
    await rm(folder, { recursive: true, force: true })
  })

  test('vtiger-13: a mail server that says nothing delays the mails of its own lane and nothing else', async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => void sockets.push(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const options = { capture: false, host: '127.0.0.1', port }
    const plugins = PLUGINS.map((use) => (use === 'action-send-mail' ? { use, options } : use))
    const crm = await open({ config: { plugins, allowHosts: ['127.0.0.1'] } })
    await crm.addUser({ name: 'Rep' })
    await crm.crm.start()
    const { submissions } = await record(crm.crm, {
      source: 'api',
      submissions: [{ channel: 'test', payload: { values: cold } }],
    })
    expect(submissions).toHaveLength(1)
    await until(() => sockets.length > 0)
    await record(crm.crm, { source: 'api', submissions: [{ channel: 'test', payload: { values: { ...HOT, name: 'Hot' } } }] })
    await until(async () => (await crm.crm.store.records.count('task')) > 0)
    const waiting = await crm.crm.store.outbox.list({ state: 'waiting', limit: 10 })
    expect(waiting.map(({ type }) => type)).toContain('mail.send')
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => silent.close(resolve))
  })

  describe('over HTTP', () => {
    test('vtiger-13, gomato-7: pages, API and the link in the mail', async () => {
      const served = await serveCrm({
        database: await database.newConnection(),
        files: { ...(await baseFiles()), 'rules/cold-stream.sequence.json': STREAM },
        config: { plugins: PLUGINS, extends: [] },
      })
      try {
        const { crm } = served
        const admin = await signIn(served, await addTestUser(crm))
        const key = await apiKey(crm, ['capture', 'sequence:read', 'sequence:write', 'lead:read'])
        await record(crm, { source: 'api', submissions: [{ channel: 'test', payload: { values: cold } }] })
        await crm.settle()
        const [enrolment] = (await crm.store.records.list('enrolment', { limit: 1 })).records
        const leadId = String(enrolment?.['leadId'])
        const api = async (path: string, init: RequestInit = {}) => {
          const answer = await served.fetch(path, { ...init, headers: { ...key, 'content-type': 'application/json' } })
          return { status: answer.status, body: await answer.json() }
        }
        const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) })
        expect((await api('/api/sequences/cold-stream')).body).toMatchObject({
          figures: { active: 1, steps: [{ id: 'first', done: 1 }, { id: 'pause', done: 0 }, {}, {}] },
          enrolments: [{ leadId, state: 'active', leadName: 'Sara Ahmadi' }],
        })
        expect(await api('/api/sequences/cold-stream/enrol', post({ leadId }))).toMatchObject({ status: 422 })
        expect(await api('/api/sequences/none/enrol', post({ leadId }))).toMatchObject({ status: 404 })
        expect((await api(`/api/mails/education-company/preview?lead=${leadId}`)).body).toMatchObject({
          language: 'fa',
          direction: 'rtl',
        })
        expect((await api('/api/suppressions', post({ addresses: ['a@example.com', 'A@EXAMPLE.com'] }))).body).toEqual({
          added: 1,
          known: 0,
        })
        expect(await api('/api/suppressions', post({ addresses: ['no address'] }))).toMatchObject({ status: 400 })
        expect((await api('/api/suppressions?search=a@example')).body).toMatchObject({
          suppressions: [{ address: 'a@example.com', reason: 'manual' }],
        })
        expect((await api('/api/suppressions/remove', post({ address: 'a@example.com' }))).body).toEqual({ removed: true })
        for (const language of ['en', 'fa']) {
          const page = async (path: string) => {
            const answer = await served.fetch(path, {
              headers: { cookie: `${admin.cookie}; lang=${language}`, 'accept-language': language },
            })
            return { status: answer.status, html: await answer.text() }
          }
          for (const path of [
            '/sequences',
            '/sequences/cold-stream',
            `/mails/education-company?lead=${leadId}`,
            '/suppressions',
            `/leads/${leadId}`,
          ]) {
            const { status, html } = await page(path)
            expect([path, status]).toEqual([path, 200])
            expect(html).not.toMatch(/>(sequences|mails)\.\w+/)
          }
          expect((await page('/sequences/cold-stream')).html).toContain('Sara Ahmadi')
          expect((await page('/mails/education-company?lead=nobody')).status).toBe(404)
        }
        const wrong = await served.fetch('/suppressions', {
          ...form({ _csrf: admin.csrf, wish: 'add', addresses: 'nobody' }),
          headers: { cookie: admin.cookie, origin: served.url },
        })
        expect(wrong.status).toBe(422)
        const exit = await served.fetch('/sequences/cold-stream/enrolments', {
          ...form({ _csrf: admin.csrf, wish: 'exit', leadId }),
          headers: { cookie: admin.cookie, origin: served.url },
        })
        expect(exit.status).toBe(303)
        expect(await crm.store.records.get('enrolment', String(enrolment?.id))).toMatchObject({
          state: 'exited',
          exitReason: 'by-hand',
        })
        const [file = ''] = await readdir(join(crm.settings.dataFolder, 'mail'))
        const mail = await PostalMime.parse(await readFile(join(crm.settings.dataFolder, 'mail', file), 'utf8'))
        const link = /\/u\/[\w-]+/.exec(mail.text ?? '')?.[0] ?? ''
        const asked = await served.fetch(link)
        expect(asked.status).toBe(200)
        expect(await asked.text()).toContain('lang="fa" dir="rtl"')
        expect(await crm.store.records.count('suppression')).toBe(0)
        const clicked = await served.fetch(link, {
          method: 'POST',
          body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        })
        expect(clicked.status).toBe(200)
        expect(await crm.store.records.count('suppression')).toBe(1)
        await served.fetch(link, form({ wish: 'resubscribe' }))
        expect(await crm.store.records.count('suppression')).toBe(0)
        expect((await served.fetch(`${link.slice(0, -3)}xyz`)).status).toBe(404)
      } finally {
        await served.stop()
      }
    })
  })
})

/** The base of these rows as files of a deployment of its own. */
async function baseFiles(): Promise<Readonly<Record<string, unknown>>> {
  const root = join(packageRoot(), 'rules')
  const paths = (
    await Promise.all(BASE.map(async (folder) => (await readdir(join(root, folder))).map((file) => join(folder, file))))
  ).flat()
  const json = paths.filter((path) => path.endsWith('.json') && !path.endsWith('.cases.json'))
  const contents = json.map(
    async (path) => [`rules/${path}`, parse(await readFile(join(root, path), 'utf8')) as unknown] as const,
  )
  return Object.fromEntries(await Promise.all(contents))
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 400; look += 1) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('It never came to that.')
}
