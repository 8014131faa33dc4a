import { describe, expect, test } from 'vitest'
import type { Action, Lead } from '../../plugin-api/index.js'
import { deepFreeze } from '../../registry/index.js'
import { expectWellDeclared } from './expect-well-declared.js'
import { type RecordingContext, recordingContext } from './recording-context.js'
import { aLead } from './samples.js'

/** What every action promises; the first test of a new one. `params` are such as a rule file gives, defaults filled in. */
export function testAction({
  action,
  params = {},
  lead = aLead(),
  contextFor = () => recordingContext({ leads: [lead] }),
}: {
  action: Action
  params?: Readonly<Record<string, unknown>>
  lead?: Lead
  contextFor?: () => RecordingContext
}): void {
  const KEY = 'lead-1:automations/first-response:1:0'
  const perform = async (context: RecordingContext): Promise<void> =>
    action.perform(deepFreeze({ lead, params, idempotencyKey: KEY, rule: 'automations/first-response' }), context)

  describe('as every action', () => {
    test('it says what it is', () => expectWellDeclared(action))

    test('it performs, changes nothing that was handed to it, and answers nothing', async () => {
      expect(await perform(contextFor())).toBeUndefined()
    })

    test('everything it writes carries the idempotency key', async () => {
      const context = contextFor()
      await perform(context)
      const writes = context.calls.filter(({ method }) => method.startsWith('crm.'))
      for (const { args } of writes) expect(String(args.at(-1))).toContain(KEY)
    })

    test('performed a second time with one key it asks for the same again and nothing else', async () => {
      const context = contextFor()
      await perform(context)
      const first = [...context.calls]
      await perform(context)
      expect(context.calls.slice(first.length)).toEqual(first)
    })
  })
}
