import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import type { Crm } from '../../core/crm/crm.js'
import { publishRules, returnRules } from '../../core/operations/index.js'
import { openTestCrm } from '../../core/testing/index.js'
import { eachDatabase } from '../support/databases.js'
import { ruleFolder } from '../support/rule-folder.js'
import { bundledChild } from './bundled-child.js'

const SCORING = 'scoring/lead-score.scoring.json'
const NAMES = ['one', 'other']
let child: string

beforeAll(async () => {
  child = await bundledChild('deciding-child')
})

interface Decided {
  readonly id: string
  readonly digest: string
  readonly channel: string
}

async function decided({ store }: Crm): Promise<readonly Decided[]> {
  const leads = new Map<string, string>()
  for await (const batch of store.records.each('lead', { batch: 500 }))
    for (const { id, name } of batch) leads.set(id, String(name).split(' ')[0] ?? '')
  const found: Decided[] = []
  for await (const batch of store.records.each('decision', { batch: 500 }))
    for (const { id, leadId, ruleSet } of batch) {
      found.push({ id, digest: String(ruleSet), channel: leads.get(String(leadId)) ?? '' })
    }
  return found
}

/** Everything decided after this moment, once each process has decided something. */
async function decidedFromNowOn(crm: Crm): Promise<readonly Decided[]> {
  const before = new Set((await decided(crm)).map(({ id }) => id))
  for (;;) {
    const later = (await decided(crm)).filter(({ id }) => !before.has(id))
    if (NAMES.every((name) => later.some(({ channel }) => channel === name))) return later
    await wait(50)
  }
}

async function ended(process: ChildProcess): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
  return process.exitCode
}

eachDatabase((database) => {
  test('two processes at work decide nothing by the rules before a publication, nor by those that were taken back', {
    timeout: 120_000,
  }, async () => {
    const connection = await database.newConnection()
    const rules = await ruleFolder()
    const folder = await mkdtemp(join(tmpdir(), 'sarnakh-switch-'))
    const config = { rules: { from: 'published' } } as const
    const publisher = await openTestCrm({ connection, rules: [rules.folder], config, idPrefix: '01900000' })
    const children = NAMES.map((name) =>
      spawn(process.execPath, [child, connection, join(folder, name), rules.folder, name], { stdio: 'inherit' }),
    )
    try {
      const { crm } = publisher
      const first = crm.rules().digest
      expect(new Set((await decidedFromNowOn(crm)).map(({ digest }) => digest))).toEqual(new Set([first]))
      await rules.edit(SCORING, '"points": 25', '"points": 30')
      await publishRules(crm, { actor: SYSTEM, impact: false })
      const second = crm.rules().digest
      expect(new Set((await decidedFromNowOn(crm)).map(({ digest }) => digest))).toEqual(new Set([second]))
      await returnRules(crm, { actor: SYSTEM })
      expect(new Set((await decidedFromNowOn(crm)).map(({ digest }) => digest))).toEqual(new Set([first]))
    } finally {
      for (const each of children) each.kill('SIGTERM')
      expect(await Promise.all(children.map(ended))).toEqual([0, 0])
      await publisher.close()
      await rules.remove()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
