import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { retrained, trainScoring } from '../../core/operations/index.js'
import { retrainWork } from '../../core/operations/learning/retrain-work.js'
import { packageRoot } from '../../core/package-root.js'
import { withParams } from '../../core/rule-engine/index.js'
import { openTestCrm, type TestCrm } from '../../core/testing/index.js'
import { eachDatabase } from '../support/databases.js'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

const SCORING = `{
  // What past results teach.
  "apiVersion": "sarnakh/v1", "kind": "scoring", "id": "learned", "entity": "lead", "model": "logistic",
  "params": { "features": [ { "field": "jobTitle", "kind": "category" }, { "field": "employees", "kind": "number" } ] },
  "score": { "min": 0, "max": 100, "groups": [], "grades": [ { "grade": "likely", "from": 60, "until": 50 }, { "grade": "unlikely" } ] },
  "rules": []
}`

/** Directors of large companies buy; a few surprises on both sides. */
const person = (index: number) => {
  const isDirector = index % 2 === 0
  const employees = 50 + ((index * 37) % 900)
  const surprise = index % 11 === 0
  return { jobTitle: isDirector ? 'Director' : 'Intern', employees, won: (isDirector && employees > 300) !== surprise }
}

eachDatabase((database) => {
  async function openWith(scoring: string, connection: string, idPrefix?: string): Promise<TestCrm> {
    const folder = await mkdtemp(join(tmpdir(), 'sarnakh-learned-'))
    opened.push({ close: () => rm(folder, { recursive: true, force: true }) })
    await mkdir(join(folder, 'scoring'))
    await writeFile(join(folder, 'scoring', 'learned.scoring.json'), scoring)
    const crm = await openTestCrm({
      connection,
      rules: [join(packageRoot(), 'rules'), folder],
      ...(idPrefix ? { idPrefix } : {}),
    })
    opened.push(crm)
    return crm
  }

  const pastLeads = (test: TestCrm, count: number) =>
    test.crm.store.records.insert(
      'lead',
      Array.from({ length: count }, (_, index) => {
        const { won, ...values } = person(index)
        const id = test.crm.newId()
        const stamps = { id, version: 1, createdAt: 0, updatedAt: 0 }
        return { ...stamps, ...values, name: `P${index}`, source: 'api', status: won ? 'converted' : 'lost' }
      }),
    )

  describe('a score that is learned from results', () => {
    test('roka-7: past results become a score with reasons, kept in a file, and better leads get more', async () => {
      const connection = await database.newConnection()
      const test = await openWith(SCORING, connection)
      await pastLeads(test, 400)
      const trained = await trainScoring(test.crm, { actor: SYSTEM, scoring: 'learned' })
      expect(trained.accuracy.trainedOn + trained.accuracy.testedOn).toBe(400)
      expect(trained.accuracy.auc).toBeGreaterThan(0.75)
      const file = withParams(SCORING, trained.params)
      expect(file).toContain('// What past results teach.')
      const again = await openWith(file, connection, '0000000b')
      const [good] = await again.capture('api', {
        values: { name: 'A', email: 'a@example.com', jobTitle: 'director', employees: 800 },
      })
      const [bad] = await again.capture('api', { values: { name: 'B', email: 'b@example.com', jobTitle: 'Intern' } })
      const scoreOf = async (id = '') => (await again.profile(id)).decisions[0]?.decision.scores['learned']
      const [high, low] = [await scoreOf(good?.id), await scoreOf(bad?.id)]
      expect(high?.total).toBeGreaterThan((low?.total ?? 100) + 20)
      expect(high?.grade).toBe('likely')
      const sum = high?.contributions.reduce((all, { points }) => all + points, 0) ?? 0
      expect(Math.abs(sum - (high?.total ?? 0))).toBeLessThan(1e-9)
      expect(high?.contributions.map(({ rule }) => rule)).toEqual(['base', 'jobTitle', 'employees'])
    })

    test('with too little behind it nothing is learned, by hand or by itself, and the reason is kept', async () => {
      const test = await openWith(SCORING, await database.newConnection())
      await pastLeads(test, 50)
      await expect(trainScoring(test.crm, { actor: SYSTEM, scoring: 'learned' })).rejects.toMatchObject({
        code: 'SCORING_NOT_TRAINED',
        message: expect.stringContaining('at least 40 of each'),
      })
      expect(await retrainWork(test.crm).run()).toBe(1)
      expect(await retrained(test.crm, 'learned')).toMatchObject({ problem: expect.stringContaining('at least 40 of each') })
      expect(await retrainWork(test.crm).run()).toBe(0)
      await pastLeads(test, 300)
      test.clock.pass('P8D')
      expect(await retrainWork(test.crm).run()).toBe(1)
      expect((await retrained(test.crm, 'learned'))?.accuracy?.trainedOn).toBeGreaterThan(200)
    })

    test('a file that is not there, does not learn or names no field of leads is refused with the way out', async () => {
      const test = await openWith(SCORING.replace('"jobTitle"', '"jobTitel"'), await database.newConnection())
      const train = (scoring: string) => trainScoring(test.crm, { actor: SYSTEM, scoring })
      await expect(train('lerned')).rejects.toThrow('Did you mean "learned"?')
      await expect(train('lead-score')).rejects.toThrow('Its model does not learn.')
      await expect(train('learned')).rejects.toThrow('Did you mean "jobTitle"?')
    })
  })
})

test('the shipped page of a learned score has its words in both languages', async () => {
  const read = async (language: string) =>
    Object.keys(JSON.parse(await readFile(join(packageRoot(), 'templates', 'messages', language, 'accuracy.json'), 'utf8')))
  expect(await read('fa')).toEqual(await read('en'))
})
