import { expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Task } from '../../../core/model/entities/task.js'
import { completeTask, createTask, listOpenTasks } from '../../../core/operations/index.js'
import type { TaskRequest } from '../../../core/plugin-api/index.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, as, crmsOn, failureOf, oneCrmOn, somebody } from './crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)
  const open = crmsOn(database)

  async function tasksOf(id: string): Promise<readonly Task[]> {
    return (await theCrm().profile(id)).tasks.filter(({ rule }) => rule === 'f/r')
  }

  const aTask = (leadId: string, task: Partial<TaskRequest> = {}): TaskRequest => ({
    subject: 'Call',
    assignee: 'owner',
    rule: 'f/r',
    ...task,
    leadId,
  })

  test('a task is made once for its key, however often and at once it is asked for', async () => {
    const { crm } = theCrm()
    const { id } = await aLeadIn(theCrm(), somebody())
    await Promise.all([1, 2, 3].map(() => createTask(crm, aTask(id), `once/${id}`)))
    await createTask(crm, aTask(id, { subject: 'Another word' }), `once/${id}`)
    await createTask(crm, aTask(id), `twice/${id}`)
    expect((await tasksOf(id)).map(({ subject }) => subject)).toEqual(['Call', 'Call'])
  })

  test('it goes to the owner, or to the queue while there is none, to a named queue, or to a user', async () => {
    const { crm } = theCrm()
    const unowned = await aLeadIn(theCrm(), somebody())
    await createTask(crm, aTask(unowned.id), 'to-nobody')
    expect((await tasksOf(unowned.id))[0]).toMatchObject({ queue: String(unowned.queue) })
    const sara = await theCrm().addUser({ name: 'Sara', queues: ['inbound', 'nurture', 'enterprise'] })
    const owned = await aLeadIn(theCrm(), somebody())
    expect(owned.ownerId).toBe(sara)
    await createTask(crm, aTask(owned.id), 'to-owner')
    await createTask(crm, aTask(owned.id, { assignee: 'queue:duty-desk' }), 'to-queue')
    await createTask(crm, aTask(owned.id, { assignee: 'u-mina' }), 'to-user')
    const places = (await tasksOf(owned.id)).map(({ idempotencyKey, ownerId, queue }) => [idempotencyKey, ownerId, queue])
    expect(places.sort()).toEqual([
      ['to-owner', sara, undefined],
      ['to-queue', undefined, 'duty-desk'],
      ['to-user', 'u-mina', undefined],
    ])
  })

  test('its words are kept in every language, so that each reader gets their own', async () => {
    const { id } = await aLeadIn(theCrm(), somebody())
    await createTask(theCrm().crm, aTask(id, { subject: { en: 'Call', fa: 'تماس' } }), `words/${id}`)
    expect((await tasksOf(id))[0]?.subject).toEqual({ en: 'Call', fa: 'تماس' })
  })

  test('a task for a lead that is not there is refused', async () => {
    expect(await failureOf(createTask(theCrm().crm, aTask('nobody'), 'nobody'))).toMatchObject({ code: 'LEAD_UNKNOWN' })
  })

  test('open tasks come with the one due first at the top, those without a date last, of one owner where asked', async () => {
    const { crm, ...test } = await open()
    const [lead] = await test.capture('api', { values: somebody() })
    const leadId = String(lead?.id)
    const dues = { late: 1_000, soon: 500, never: undefined, other: 100 }
    for (const [key, dueAt] of Object.entries(dues)) {
      const assignee = key === 'other' ? 'u-mina' : 'u-sara'
      await createTask(crm, aTask(leadId, { subject: key, assignee, ...(dueAt === undefined ? {} : { dueAt }) }), key)
    }
    const subjects = (tasks: readonly Task[]) => tasks.filter(({ rule }) => rule === 'f/r').map(({ subject }) => subject)
    expect(subjects(await listOpenTasks(crm, { actor: SYSTEM }))).toEqual(['other', 'soon', 'late', 'never'])
    expect(subjects(await listOpenTasks(crm, { actor: SYSTEM, ownerId: 'u-sara' }))).toEqual(['soon', 'late', 'never'])
    expect(await listOpenTasks(crm, { actor: SYSTEM, limit: 2 })).toHaveLength(2)
  })

  test('a done task leaves the list, tells the timeline once, and needs no right to edit leads', async () => {
    const { crm } = theCrm()
    const { id } = await aLeadIn(theCrm(), somebody())
    await createTask(crm, aTask(id), `done/${id}`)
    const [task] = await tasksOf(id)
    const key = { kind: 'key', id: 'k', scopes: ['task:write'] } as const
    const first = await completeTask(crm, { actor: key, id: String(task?.id) })
    const again = await completeTask(crm, { actor: as('rep'), id: String(task?.id) })
    expect(first).toMatchObject({ doneAt: theCrm().clock.now() })
    expect(again).toEqual(first)
    expect((await listOpenTasks(crm, { actor: SYSTEM })).map(({ id: open }) => open)).not.toContain(task?.id)
    const { activities } = await theCrm().profile(id)
    const done = activities.filter(({ type }) => type === 'task.done')
    expect(done.map(({ subject, details }) => [subject, details])).toEqual([['Call', { by: 'key:k' }]])
  })

  test('a task that is not there is said to be unknown', async () => {
    expect(await failureOf(completeTask(theCrm().crm, { actor: SYSTEM, id: 'nothing' }))).toMatchObject({ code: 'TASK_UNKNOWN' })
  })
})
