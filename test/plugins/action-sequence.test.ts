import { expect, test } from 'vitest'
import { aLead, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { actionSequence } from '../../plugins/action-sequence/index.js'

const action = (name: 'sequence.enrol' | 'sequence.exit') => {
  const found = actionSequence.actions?.[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}

testAction({
  action: action('sequence.enrol'),
  params: { sequence: 'education' },
  contextFor: () => recordingContext({ leads: [aLead()] }),
})
testAction({
  action: action('sequence.exit'),
  params: { reason: 'rule' },
  contextFor: () => recordingContext({ leads: [aLead()] }),
})

const asked = { lead: aLead(), idempotencyKey: 'k', rule: 'file/rule' }

test('a lead is put into a sequence under the key of the effect, and a refusal is no failure', async () => {
  const context = recordingContext()
  await action('sequence.enrol').perform({ ...asked, params: { sequence: 'education' } }, context)
  expect(context.calls).toEqual([{ method: 'crm.enrol', args: [aLead().id, { sequence: 'education', rule: 'file/rule' }, 'k'] }])
})

test('a lead leaves one sequence, or all, and the reason goes with it', async () => {
  const context = recordingContext()
  await action('sequence.exit').perform({ ...asked, params: { sequence: 'education', reason: 'grade-hot' } }, context)
  await action('sequence.exit').perform({ ...asked, params: { reason: 'rule' } }, context)
  expect(context.calls.map(({ args }) => args[1])).toEqual([
    { sequence: 'education', reason: 'grade-hot', rule: 'file/rule' },
    { reason: 'rule', rule: 'file/rule' },
  ])
})
