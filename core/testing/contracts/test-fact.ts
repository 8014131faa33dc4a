import { describe, expect, test } from 'vitest'
import { fieldSchema } from '../../model/field-schema.js'
import { compileSchema } from '../../model/validate.js'
import type { Fact, Lead, PluginContext } from '../../plugin-api/index.js'
import { deepFreeze } from '../../registry/index.js'
import { expectWellDeclared } from './expect-well-declared.js'
import { recordingContext } from './recording-context.js'
import { aLead, SAMPLE_NOW } from './samples.js'

/** What every fact promises; the first test of a new one. */
export function testFact({
  fact,
  params = {},
  leads = SAMPLE_LEADS,
  contextFor = () => recordingContext(),
}: {
  fact: Fact
  params?: Readonly<Record<string, unknown>>
  leads?: readonly Lead[]
  contextFor?: () => PluginContext
}): void {
  const load = async (given: readonly Lead[]) =>
    fact.load(deepFreeze(given), deepFreeze({ params, now: SAMPLE_NOW }), contextFor())

  describe('as every fact', () => {
    test('it says what it is', () => expectWellDeclared(fact))

    test('it gives one value per lead, each as it is declared or missing', async () => {
      const check = compileSchema(fieldSchema(fact.value))
      const values = await load(leads)
      expect(values).toHaveLength(leads.length)
      for (const value of values) if (value !== undefined) expect(check(value)).toEqual([])
    })

    test('its values follow the order of the leads', async () => {
      expect(await load([...leads].reverse())).toEqual([...(await load(leads))].reverse())
    })

    test('a batch gives what single leads give', async () => {
      const alone = await Promise.all(leads.map(async (lead) => (await load([lead]))[0]))
      expect(await load(leads)).toEqual(alone)
    })

    test('for no leads it gives no values', async () => {
      expect(await load([])).toEqual([])
    })
  })
}

const SAMPLE_LEADS: readonly Lead[] = ['one', 'two', 'three'].map((name, index) => aLead({ id: `lead-${index}`, name }))
