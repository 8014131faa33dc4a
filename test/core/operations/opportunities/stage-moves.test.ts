import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import type { Account } from '../../../../core/model/entities/account.js'
import type { Opportunity } from '../../../../core/model/entities/opportunity.js'
import { changeRecord, createRecord } from '../../../../core/operations/index.js'
import { definePlugin, isRefusal, type Refusal } from '../../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { rowsWhere } from '../../../support/rows-where.js'

eachDatabase((database) => {
  const opened = async (options: TestCrmOptions = {}) => openTestCrm({ connection: await database.newConnection(), ...options })

  const made = async ({ crm }: TestCrm, values: Readonly<Record<string, unknown>> = {}) => {
    const all = { name: 'Fifty licences', pipeline: 'sales', stage: 'first-contact', ...values }
    const answer = await createRecord(crm, { actor: SYSTEM, entity: 'opportunity', values: all })
    if (isRefusal(answer)) throw new Error(answer.refused)
    return answer as Opportunity
  }
  const changed = async ({ crm }: TestCrm, id: string, changes: Readonly<Record<string, unknown>>) =>
    (await changeRecord(crm, { actor: SYSTEM, entity: 'opportunity', id, changes })) as Opportunity | Refusal
  const account = async ({ crm }: TestCrm, values: Readonly<Record<string, unknown>> = {}) =>
    (await createRecord(crm, { actor: SYSTEM, entity: 'account', values: { name: 'Parsian', ...values } })) as Account

  describe('a new opportunity', () => {
    test('is open with the chance of its stage, and its history begins', async () => {
      const crm = await opened()
      const opportunity = await made(crm)
      expect(opportunity).toMatchObject({
        outcome: 'open',
        probability: 0.2,
        openedAt: crm.clock.now(),
        stageSince: crm.clock.now(),
      })
      const [move] = await rowsWhere(crm.crm, 'statusChange', { recordId: opportunity.id })
      expect(move).toMatchObject({ entity: 'opportunity', lifecycle: 'sales', to: 'first-contact' })
      expect(move).not.toHaveProperty('from')
      const [entry] = await rowsWhere(crm.crm, 'activity', { opportunityId: opportunity.id })
      expect(entry).toMatchObject({ type: 'opportunity.created', subject: 'Fifty licences' })
      await crm.close()
    })

    test('in a pipeline or a stage that is not there is refused with the ones that are', async () => {
      const crm = await opened()
      const values = { name: 'x', pipeline: 'sale', stage: 'first-contact' }
      const noPipeline = await createRecord(crm.crm, { actor: SYSTEM, entity: 'opportunity', values })
      expect(noPipeline).toMatchObject({ code: 'pipeline-unknown', refused: 'There is no pipeline "sale". Did you mean: sales.' })
      const noStage = await createRecord(crm.crm, {
        actor: SYSTEM,
        entity: 'opportunity',
        values: { ...values, pipeline: 'sales', stage: 'first' },
      })
      expect(noStage).toMatchObject({ code: 'status-unknown', fields: ['stage'] })
      await crm.close()
    })

    test('that ended elsewhere comes with its own days, without the tasks, the guards and the reason of its stage', async () => {
      const crm = await opened()
      const { id: accountId } = await account(crm)
      const openedAt = Date.UTC(2024, 0, 1)
      const closedAt = Date.UTC(2024, 2, 1)
      const won = await made(crm, { stage: 'contract-validated', accountId, openedAt, closedAt })
      expect(won).toMatchObject({ outcome: 'won', probability: 1, openedAt, closedAt })
      const lost = await made(crm, { stage: 'lost', openedAt, closedAt })
      expect(lost).toMatchObject({ outcome: 'lost', probability: 0, closedAt })
      expect(await rowsWhere(crm.crm, 'task', {})).toEqual([])
      const [move] = await rowsWhere(crm.crm, 'statusChange', { recordId: won.id })
      expect(move).toMatchObject({ to: 'contract-validated', at: closedAt })
      expect(await crm.crm.store.records.get('account', accountId)).toMatchObject({
        lastPurchaseAt: closedAt,
        customerState: 'active',
      })
      await crm.close()
    })

    test('cannot be closed before it was opened', async () => {
      const crm = await opened()
      const values = { name: 'x', pipeline: 'sales', stage: 'lost', openedAt: 2_000, closedAt: 1_000 }
      expect(await createRecord(crm.crm, { actor: SYSTEM, entity: 'opportunity', values })).toMatchObject({ code: 'dates-order' })
      await crm.close()
    })
  })

  describe('a move', () => {
    test('leaves the time in the stage before, an entry of the timeline and the tasks of the new stage, these only once', async () => {
      const crm = await opened()
      const { id } = await made(crm)
      await crm.pass('P2D')
      await changed(crm, id, { stage: 'demo' })
      await changed(crm, id, { stage: 'evaluation' })
      const back = await changed(crm, id, { stage: 'demo' })
      expect(back).toMatchObject({ stage: 'demo', probability: 0.4, stageSince: crm.clock.now() })
      const moves = await rowsWhere(crm.crm, 'statusChange', { recordId: id })
      expect(moves.map(({ from, to, seconds }) => [from, to, seconds])).toEqual([
        [undefined, 'first-contact', undefined],
        ['first-contact', 'demo', 2 * 86_400],
        ['demo', 'evaluation', 0],
        ['evaluation', 'demo', 0],
      ])
      const tasks = await rowsWhere(crm.crm, 'task', { opportunityId: id })
      expect(tasks.map(({ stage }) => stage)).toEqual(['sales/first-contact', 'sales/demo', 'sales/evaluation'])
      expect(tasks[1]).toMatchObject({ kind: 'meeting', dueAt: crm.clock.now() + 5 * 86_400_000 })
      await crm.close()
    })

    test('that the pipeline does not know is refused with the stages that may follow', async () => {
      const crm = await opened()
      const { id } = await made(crm)
      expect(await changed(crm, id, { stage: 'contract-validated' })).toMatchObject({
        code: 'not-allowed',
        refused: 'From here it can move to: Evaluation, Demo, Lost.',
        words: { fa: 'از اینجا تنها به این‌ها می‌رود: ارزیابی، دمو، از دست رفته.' },
      })
      await crm.close()
    })

    test('that misses fields, an address or a reason says which, in both languages', async () => {
      const crm = await opened()
      const { id: accountId } = await account(crm)
      const { id } = await made(crm, { stage: 'evaluation', accountId })
      expect(await changed(crm, id, { stage: 'contract-requested' })).toMatchObject({
        code: 'fields-missing',
        fields: ['amount'],
        words: {
          en: expect.stringMatching(/^Missing: Amount\. .*an address for delivery/),
          fa: expect.stringMatching(/^کم است: مبلغ\. ./),
        },
      })
      const amount = { amount: 5_000, currency: 'EUR' }
      const guarded = await changed(crm, id, { stage: 'contract-requested', amount })
      expect(guarded).toMatchObject({ code: 'refused-by-guard', refused: expect.stringContaining('an address for delivery') })
      expect(await changed(crm, id, { stage: 'lost' })).toMatchObject({ code: 'reason-missing', fields: ['stageReason'] })
      await changeRecord(crm.crm, { actor: SYSTEM, entity: 'account', id: accountId, changes: { address: 'Tehran, Valiasr 1' } })
      expect(await changed(crm, id, { stage: 'contract-requested', amount })).toMatchObject({ stage: 'contract-requested' })
      await crm.close()
    })

    test('into won makes the account a customer; taking it back takes that back', async () => {
      const crm = await opened()
      const { id: accountId } = await account(crm, { address: 'Tehran' })
      const amount = { amount: 5_000, currency: 'EUR' }
      const { id } = await made(crm, { stage: 'contract-review', accountId, amount, expectedCloseDate: '2026-02-01' })
      await changed(crm, id, { stage: 'contract-validated' })
      const of = async () => crm.crm.store.records.get('account', accountId)
      expect(await of()).toMatchObject({ lastPurchaseAt: crm.clock.now(), customerState: 'active' })
      const reopened = await changed(crm, id, { stage: 'contract-review' })
      expect(reopened).toMatchObject({ outcome: 'open', probability: 0.8 })
      expect(reopened).not.toHaveProperty('closedAt')
      expect(await of()).not.toHaveProperty('customerState')
      await crm.close()
    })

    test('keeps a probability that somebody set by hand until the sale is over, and forgets the reason of the stage before', async () => {
      const crm = await opened()
      const { id } = await made(crm)
      await changed(crm, id, { probability: 0.9 })
      expect(await changed(crm, id, { stage: 'demo' })).toMatchObject({ probability: 0.9 })
      expect(await changed(crm, id, { stage: 'lost', stageReason: 'competitor' })).toMatchObject({
        probability: 0,
        stageReason: 'competitor',
      })
      const again = await changed(crm, id, { stage: 'evaluation' })
      expect(again).toMatchObject({ probability: 0.25 })
      expect(again).not.toHaveProperty('stageReason')
      await crm.close()
    })

    test('to another pipeline begins there', async () => {
      const crm = await opened()
      const { id } = await made(crm)
      expect(await changed(crm, id, { pipeline: 'renewal', stage: 'to-approach' })).toMatchObject({ probability: 0.3 })
      expect((await rowsWhere(crm.crm, 'statusChange', { recordId: id })).at(-1)).toMatchObject({
        lifecycle: 'renewal',
        from: 'first-contact',
      })
      await crm.close()
    })

    test('can be refused by a plugin, and is told to plugins afterwards', async () => {
      const told: string[] = []
      const plugin = definePlugin({
        name: 'careful',
        hooks: {
          'opportunity:transition': ({ to }) => (to === 'demo' ? { refused: 'No demo room is free.' } : undefined),
          'opportunity:stageChanged': ({ from, to }) => void told.push(`${from} to ${to}`),
          'opportunity:lost': () => void told.push('lost'),
        },
      })
      const crm = await opened({ plugins: [plugin] })
      const { id } = await made(crm)
      expect(await changed(crm, id, { stage: 'demo' })).toMatchObject({
        code: 'refused-by-guard',
        refused: 'No demo room is free.',
      })
      await changed(crm, id, { stage: 'lost', stageReason: 'no-answer' })
      expect(told).toEqual(['undefined to first-contact', 'first-contact to lost', 'lost'])
      await crm.close()
    })

    test('of two at one time is made after the other: the guard sees what the first one wrote', async () => {
      const crm = await opened()
      const { id } = await made(crm, { stage: 'evaluation' })
      const answers = await Promise.all([
        changed(crm, id, { stage: 'lost', stageReason: 'no-budget' }),
        changed(crm, id, { stage: 'demo' }),
      ])
      // From lost no way leads to a demo; a demo can still be lost.
      const moves = await rowsWhere(crm.crm, 'statusChange', { recordId: id })
      const ways = moves.map(({ from, to }) => `${from ?? ''}>${to}`)
      const isLostFirst = isRefusal(answers[1])
      expect(ways).toEqual(isLostFirst ? ['>evaluation', 'evaluation>lost'] : ['>evaluation', 'evaluation>demo', 'demo>lost'])
      expect(await crm.crm.store.records.get('opportunity', id)).toMatchObject({ stage: 'lost', outcome: 'lost' })
      await crm.close()
    })
  })
})
