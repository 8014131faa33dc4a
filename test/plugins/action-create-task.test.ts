import { expect, test } from 'vitest'
import { aLead, recordingContext, SAMPLE_NOW, testAction } from '../../core/testing/contracts/index.js'
import { createTask } from '../../plugins/action-create-task/create-task.js'

const usual = { subject: 'Call {{lead.name}}', assignee: 'owner', priority: 'normal' } as const
testAction({ action: createTask, params: usual })

async function taskFor(params: Parameters<typeof createTask.perform>[0]['params']) {
  const context = recordingContext()
  await createTask.perform({ lead: aLead({ name: 'Sara' }), params, idempotencyKey: 'key', rule: 'sla/first-call' }, context)
  return context.calls[0]?.args[0]
}

test('the task names the lead, its rule, whom it is for and how pressing it is', async () => {
  expect(
    await taskFor({
      subject: { en: 'Call {{lead.name}}', fa: 'تماس با {{lead.name}}' },
      assignee: 'queue:duty',
      priority: 'urgent',
    }),
  ).toEqual({
    subject: { en: 'Call Sara', fa: 'تماس با Sara' },
    leadId: aLead().id,
    assignee: 'queue:duty',
    priority: 'urgent',
    rule: 'sla/first-call',
  })
})

test.each([
  ['PT5M', 300_000],
  ['P1DT2H', 93_600_000],
  ['P1W', 604_800_000],
])('%s from now is its due time', async (due, ms) => {
  expect(await taskFor({ ...usual, due })).toMatchObject({ dueAt: SAMPLE_NOW + ms })
})

test('a due time that is no duration is an error', async () => {
  await expect(taskFor({ ...usual, due: 'tomorrow' })).rejects.toThrow('PT5M')
})
