import fc from 'fast-check'
import { leadQuestion } from '../../../core/intake/lead-question.js'
import { loadFacts } from '../../../core/intake/load-facts.js'
import { workingLead } from '../../../core/intake/working-lead.js'
import type { Conditions } from '../../../core/model/conditions.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { leadTest } from '../../../core/rule-engine/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'
import { ASKED_AT, leadConditions, leadValues, questionLead, questionPlugin } from '../../support/lead-questions.js'
import { record } from '../../support/stored-records.js'

const LEADS = 80
const TIME_ZONE = 'Asia/Tehran'
const DAY_MS = 86_400_000

/** A CRM with leads that hold and lack values of every kind, and activities of some of them. */
export async function openQuestioned(connection: string): Promise<TestCrm> {
  const start = new Date(ASKED_AT).toISOString()
  const opened = await openTestCrm({ connection, plugins: [questionPlugin], config: { timeZone: TIME_ZONE }, start })
  const { records } = opened.crm.store
  await records.insert('lead', fc.sample(leadValues, { numRuns: LEADS, seed: 7 }).map(questionLead))
  const activity = (lead: number, turn: number) => ({
    ...record(`a-${lead}-${turn}`),
    ...{ leadId: `l-${String(lead).padStart(3, '0')}`, type: turn === 0 ? 'mail' : 'call', at: ASKED_AT - lead * turn * DAY_MS },
  })
  const turns = Array.from({ length: 120 }, (_, index) => activity(index % 30, Math.floor(index / 30)))
  await records.insert('activity', turns)
  return opened
}

/** How many questions found some leads and not all, and how many the database answered alone. */
export interface Tally {
  telling: number
  alone: number
}

/** Asks random questions of the database and of the closure; throws with the question and its seed where the answers differ. */
export async function askBoth({ crm }: TestCrm, { runs, seed }: { runs: number; seed: number }): Promise<Tally> {
  const tally: Tally = { telling: 0, alone: 0 }
  const { records } = crm.store
  const leads = (await records.list('lead', { limit: 200 })).records as readonly Lead[]
  const byClosure = async (conditions: Conditions): Promise<readonly string[]> => {
    const asked = { ruleSet: crm.rules(), now: crm.now(), timeZone: TIME_ZONE }
    const { slots, test } = leadTest(conditions, asked)
    const ruleSet = { ...crm.rules(), slots }
    const loaded = await loadFacts(crm, leads.map(workingLead), { now: asked.now, ruleSet })
    return leads.flatMap((lead, at) => (test(lead, loaded[at]?.facts ?? {}) ? [lead.id] : [])).sort()
  }
  const byDatabase = async (conditions: Conditions) => {
    const { where, keep } = leadQuestion(crm, conditions)
    const filter = { where, ...(keep ? { keep } : {}) }
    const page = await records.list('lead', { ...filter, limit: 200 })
    const found = page.records.map(({ id }) => id).sort()
    if (!keep) tally.alone += 1
    if (found.length > 0 && found.length < leads.length) tally.telling += 1
    return { found, count: await records.count('lead', filter) }
  }
  const property = fc.asyncProperty(leadConditions, async (conditions) => {
    const expected = await byClosure(conditions)
    const { found, count } = await byDatabase(conditions)
    if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`found ${found}\nexpected ${expected}`)
    if (count !== expected.length) throw new Error(`counted ${count}, expected ${expected.length}`)
  })
  await fc.assert(property, { numRuns: runs, seed })
  return tally
}
