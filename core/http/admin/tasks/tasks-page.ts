import { can } from '../../../access/index.js'
import { listTasks, recordNames, TASK_OWNERS, TASK_STATES } from '../../../operations/index.js'
import { leadLabels } from '../lead-labels.js'
import { pageLink } from '../page-link.js'
import { recordHref } from '../records/record-screen.js'
import { showPage, wordsOf } from '../show-page.js'
import { seenCrm, signedIn } from '../signed-in.js'
import { taskRow } from '../task-row.js'

/** Tasks: mine, my team's or everybody's; open, due, overdue or done. */
export const tasksPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const whose = TASK_OWNERS.find((each) => each === c.req.query('whose')) ?? 'mine'
  const state = TASK_STATES.find((each) => each === c.req.query('state')) ?? 'open'
  const after = c.req.query('after')?.slice(0, 2_000)
  const { records, next } = await listTasks(crm, { actor, query: { whose, state, ...(after ? { after } : {}) } })
  const labels = await leadLabels(crm, c.get('reader').language)
  const names = await recordNames(seenCrm(c), crm.fields.task, records)
  const link = (params: { whose?: string; state?: string; after?: string }) => pageLink('/tasks', { whose, state, ...params })
  const data = {
    whose: TASK_OWNERS.map((id) => ({ id, href: link({ whose: id }), current: id === whose })),
    states: TASK_STATES.map((id) => ({ id, href: link({ state: id }), current: id === state })),
    rows: records.map((task) => ({
      ...taskRow(task, labels),
      about: ABOUT.flatMap((entity) => {
        const id = task[`${entity}Id`]
        return id === undefined ? [] : [{ text: names.get(`${entity}:${id}`) ?? id, href: recordHref(entity, id) }]
      }),
    })),
    here: link(after ? { after } : {}),
    mayWrite: can(actor, 'task:write'),
    done: ['added', 'saved', 'snoozed', 'task'].find((each) => each === c.req.query('done')),
    next: next ? link({ after: next }) : undefined,
    first: after ? link({}) : undefined,
  }
  return showPage(c, 'admin/tasks', { title: wordsOf(c)('tasks.title'), data })
})

const ABOUT = ['lead', 'contact', 'account', 'opportunity'] as const
