import { expect, test } from 'vitest'
import { isOutsideError } from '../../core/plugin-api/index.js'
import { aLead, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { setField } from '../../plugins/action-set-field/set-field.js'

testAction({ action: setField, params: { field: 'priority', value: 'high' } })

const request = (params: { field: string; value?: unknown }) => ({ lead: aLead(), params, idempotencyKey: 'key', rule: 'f/r' })

test('the value is written by the key, and no value clears the field', async () => {
  const context = recordingContext({ leads: [aLead()] })
  await setField.perform(request({ field: 'queue', value: 'nurture' }), context)
  await setField.perform(request({ field: 'queue' }), context)
  expect(context.calls.map(({ args }) => args)).toEqual([
    [aLead().id, { queue: 'nurture' }, 'key'],
    [aLead().id, { queue: null }, 'key'],
  ])
})

test('a refusal becomes an error with its reason, which is not held against the plugin', async () => {
  const context = recordingContext({ updateLead: () => ({ refused: 'The status cannot be skipped.' }) })
  const error: unknown = await Promise.resolve(setField.perform(request({ field: 'status', value: 'won' }), context)).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ message: '"status" was not set: The status cannot be skipped.' })
  expect(isOutsideError(error)).toBe(true)
})
