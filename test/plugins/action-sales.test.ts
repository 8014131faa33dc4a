import { expect, test } from 'vitest'
import { isOutsideError, type RuledRecord } from '../../core/plugin-api/index.js'
import { aLead, type RecordingContext, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { changeStatus } from '../../plugins/action-sales/change-status.js'
import { convertLead } from '../../plugins/action-sales/convert-lead.js'
import { createOpportunity } from '../../plugins/action-sales/create-opportunity.js'
import { lapseCustomer } from '../../plugins/action-sales/lapse-customer.js'

testAction({ action: changeStatus, params: { to: 'contacted' } })
testAction({ action: convertLead })
testAction({
  action: createOpportunity,
  params: { name: 'For {{lead.name}}', kind: 'new-business', language: 'en' },
  contextFor: () => accepting(),
})

/** A context whose CRM takes what is asked of it. */
function accepting(): RecordingContext {
  const context = recordingContext()
  const { crm } = context
  const taken =
    <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>, answer: object) =>
    async (...args: A) => {
      await work(...args)
      return answer as R
    }
  return {
    ...context,
    crm: {
      ...crm,
      changeRecord: taken(crm.changeRecord, account),
      createOpportunity: taken(crm.createOpportunity, account),
      lapseCustomer: taken(crm.lapseCustomer, account),
    },
  }
}

const asked = { idempotencyKey: 'key', rule: 'f/r' }
const account = { id: 'a-1', version: 1, createdAt: 0, updatedAt: 0, name: 'Alborz', ownerId: 'u-1' } as unknown as RuledRecord
const failure = (work: unknown): Promise<unknown> => Promise.resolve(work).catch((thrown: unknown) => thrown)

test('a status that the CRM refuses ends the effect with its reason, for good', async () => {
  const context = recordingContext({ updateLead: () => ({ refused: 'The status cannot be skipped.' }) })
  const thrown = await failure(changeStatus.perform({ lead: aLead(), params: { to: 'won' }, ...asked }, context))
  expect(thrown).toMatchObject({ message: 'The lead was not moved to "won": The status cannot be skipped.', final: true })
  expect(isOutsideError(thrown)).toBe(true)
})

test('the reason goes with the status', async () => {
  const context = recordingContext({ leads: [aLead()] })
  await changeStatus.perform({ lead: aLead(), params: { to: 'lost', reason: 'price' }, ...asked }, context)
  expect(context.calls[0]?.args).toEqual([aLead().id, { status: 'lost', statusReason: 'price' }, 'key'])
})

test('of records only an opportunity is moved to another stage', async () => {
  const context = accepting()
  const params = { to: 'won' }
  const thrown = await failure(changeStatus.performOn?.({ entity: 'account', record: account, params, ...asked }, context))
  expect(isOutsideError(thrown)).toBe(true)
  await changeStatus.performOn?.({ entity: 'opportunity', record: account, params, ...asked }, context)
  const [call] = context.calls
  expect(call?.method).toBe('crm.changeRecord')
  expect(call?.args).toEqual([{ entity: 'opportunity', id: 'a-1' }, { changes: { stage: 'won' }, rule: 'f/r' }, 'key'])
})

test('an opportunity for a customer has the customer, the owner and the name filled in', async () => {
  const context = accepting()
  const params = {
    name: { en: 'Win back {{account.name}}' },
    kind: 'win-back' as const,
    language: 'en',
  }
  await createOpportunity.performOn?.({ entity: 'account', record: account, params, ...asked }, context)
  expect(context.calls[0]?.args[0]).toEqual({
    values: { accountId: 'a-1', ownerId: 'u-1', name: 'Win back Alborz', kind: 'win-back' },
    rule: 'f/r',
  })
})

test('a customer is noted as lapsed by the key; a lead is none', async () => {
  const context = accepting()
  await lapseCustomer.performOn?.({ entity: 'account', record: account, params: {}, ...asked }, context)
  expect(context.calls).toEqual([{ method: 'crm.lapseCustomer', args: ['a-1', { rule: 'f/r' }, 'key'] }])
  await expect(async () => lapseCustomer.perform({ lead: aLead(), params: {}, ...asked }, context)).rejects.toThrow(
    'A lead is no customer yet.',
  )
})
