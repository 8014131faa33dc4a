import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serveCrm } from './served-crm.js'

describe('health', () => {
  test('tells what waits in steps, which rules decide, and soon when the database is gone', async () => {
    const served = await serveCrm()
    const health = async () => {
      const answer = await served.fetch('/healthz')
      return { code: answer.status, ...((await answer.json()) as Record<string, unknown>) }
    }
    expect(await health()).toEqual({
      code: 200,
      status: 'ok',
      database: 'writable',
      journal: { waiting: '0', quarantined: '0' },
      rules: { digest: served.crm.rules().digest, filesOnDisk: 'in force' },
    })

    const rules = join(served.crm.deployment.folder, 'rules', 'forms')
    await mkdir(rules, { recursive: true })
    await writeFile(join(rules, 'broken.form.json'), '{ "kind": ')
    await served.crm.reloadRules()
    served.pass(6_000)
    expect(await health()).toMatchObject({ code: 200, status: 'degraded', rules: { filesOnDisk: 'refused' } })

    await served.crm.store.close()
    expect(await health()).toMatchObject({ code: 200 })
    served.pass(6_000)
    expect(await health()).toMatchObject({ code: 503, status: 'down', database: 'failing' })
    await served.served.close(100)
  })
})
