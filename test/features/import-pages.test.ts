import { expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { listImports } from '../../core/operations/index.js'
import { addTestUser, apiKey, form, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

const CSV = 'Firm,People,Site\nAlpha,12,https://alpha.example\n=Beta,many,\nGamma,3,\n'

eachDatabase((database) => {
  test('vtiger-10: the wizard takes a file, maps, previews, imports, reports and takes it back, without script', async () => {
    const served = await serveCrm({ database: await database.newConnection() })
    const { crm, fetch } = served
    try {
      const { cookie, csrf } = await signIn(served, await addTestUser(crm))
      const page = async (path: string, language = 'en') =>
        (await fetch(path, { headers: { cookie: `${cookie}; language=${language}`, 'accept-language': language } })).text()
      expect(await page('/imports')).toContain('enctype="multipart/form-data"')

      const body = new FormData()
      body.set('_csrf', csrf)
      body.set('entity', 'account')
      body.set('file', new Blob([CSV]), 'firms.csv')
      const stranger = new FormData()
      stranger.set('_csrf', 'x')
      stranger.set('file', new Blob([CSV]), 'firms.csv')
      const headers = { cookie, origin: served.url }
      expect((await fetch('/imports', { method: 'POST', headers, body: stranger })).status).toBe(403)
      const sent = await fetch('/imports', { method: 'POST', headers, body })
      const path = sent.headers.get('location') ?? ''
      expect(sent.status).toBe(303)
      const post = (to: string, values: Record<string, string>) =>
        fetch(to, { ...form({ _csrf: csrf, ...values }), headers: { ...headers } })
      expect(
        (await post(`${path}/set-up`, { 'field-0': 'name', 'field-1': 'employees', mode: 'both', match: 'nonsense' })).status,
      ).toBe(422)
      const fields = { 'field-0': 'name', 'field-1': 'employees', 'field-2': 'website', mode: 'both' }
      expect((await post(`${path}/set-up`, fields)).status).toBe(303)
      const draft = await page(path)
      expect(draft).toContain('=Beta')
      expect(draft).toContain('cannot be read as a whole number')
      expect(await page(path, 'fa')).toContain('dir="rtl"')
      expect((await post(`${path}/set-up`, { ...fields, then: 'start' })).status).toBe(303)
      expect((await fetch(path, { headers: { cookie } })).headers.get('refresh')).toBe('2')
      await crm.settle()
      const done = await page(path)
      expect(done).toContain(`${path}/problems.csv`)
      expect(await crm.store.records.count('account')).toBe(2)
      const problems = await page(`${path}/problems.csv`)
      expect(problems).toContain("'=Beta,many,,3,")
      expect((await post(`${path}/undo`, {})).status).toBe(303)
      await crm.settle()
      expect(await crm.store.records.count('account')).toBe(0)
      expect(await page('/imports')).toContain('firms.csv')
    } finally {
      await served.stop()
    }
  })

  test('vtiger-10, vtiger-11: a program sends a file, starts it and takes records out as CSV', async () => {
    const served = await serveCrm({ database: await database.newConnection() })
    const { crm, fetch } = served
    try {
      const key = await apiKey(crm, ['import:run', 'account:write', 'account:read', 'export:run'])
      const headers = { ...key, 'content-type': 'application/octet-stream' }
      const sent = await fetch('/api/v1/imports?fileName=accounts.csv&entity=account', {
        method: 'POST',
        headers,
        body: 'Name,Phone\nAlpha,+98 912 000 0000\n',
      })
      expect(sent.status).toBe(201)
      const { id } = (await sent.json()) as { id: string }
      expect(await (await fetch(`/api/v1/imports/${id}/preview`, { headers: key })).json()).toMatchObject({
        counts: { created: 1 },
      })
      expect((await fetch(`/api/v1/imports/${id}/start`, { method: 'POST', headers: key })).status).toBe(200)
      await crm.settle()
      expect(await (await fetch(`/api/v1/imports/${id}`, { headers: key })).json()).toMatchObject({ state: 'done', created: 1 })
      const csv = await (await fetch('/api/v1/exports/account?columns=name,phone', { headers: key })).text()
      expect(csv).toBe("name,phone\r\nAlpha,'+98 912 000 0000\r\n")
      expect((await fetch('/api/v1/exports/secrets', { headers: key })).status).toBe(422)
      const weak = await apiKey(crm, ['lead:read'])
      expect((await fetch('/api/v1/exports/account', { headers: weak })).status).toBe(403)
      expect((await listImports(crm, { actor: SYSTEM })).records).toHaveLength(1)
    } finally {
      await served.stop()
    }
  })
})
