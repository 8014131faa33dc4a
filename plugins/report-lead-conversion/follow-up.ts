import { type AggregateRow, comparing, defineReportType } from '../../core/plugin-api/index.js'

const lead = comparing('lead')

/** How well open leads are followed: touched, never touched, and late, by who should do it. */
export const followUp = defineReportType({
  label: { en: 'Follow-up', fa: 'پیگیری' },
  description: {
    en: 'Open leads that were touched, that nobody ever touched, and whose answer or task is overdue.',
    fa: 'سرنخ‌های باز که پیگیری شده‌اند، هرگز پیگیری نشده‌اند، یا پاسخ و وظیفهٔ آن‌ها عقب افتاده است.',
  },
  about: 'leads',
  counts: 'lead',
  period: 'createdAt',
  byPeriod: true,
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'ownerId',
      oneOf: [
        { value: 'ownerId', label: { en: 'Owner', fa: 'مسئول' } },
        { value: 'source', label: { en: 'Source', fa: 'منبع' } },
        { value: 'status', label: { en: 'Status', fa: 'وضعیت' } },
        { value: 'grade', label: { en: 'Grade', fa: 'درجه' } },
      ],
    },
  },
  columns: {
    ownerId: { type: 'string', label: { en: 'Owner', fa: 'مسئول' } },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    open: { type: 'integer', label: { en: 'Open leads', fa: 'سرنخ‌های باز' }, required: true },
    touched: { type: 'integer', label: { en: 'Touched', fa: 'پیگیری‌شده' }, required: true },
    neverTouched: { type: 'integer', label: { en: 'Never touched', fa: 'هرگز پیگیری‌نشده' }, required: true },
    overdueAnswers: { type: 'integer', label: { en: 'Answer overdue', fa: 'پاسخ دیرشده' }, required: true },
    overdueTasks: { type: 'integer', label: { en: 'Tasks overdue', fa: 'وظایف دیرشده' }, required: true },
    touchedShare: { type: 'number', label: { en: 'Touched (share)', fa: 'سهم پیگیری‌شده' }, required: true },
  },
  chart: { kind: 'stacked-bars', label: ['ownerId', 'source', 'status', 'grade'], values: ['touched', 'neverTouched'] },
  totals: ['open', 'touched', 'neverTouched', 'overdueAnswers', 'overdueTasks'],
  ratios: { touchedShare: ['touched', 'open'] },
  leadsBy: { source: 'source', ownerId: 'owner', grade: 'grade', status: 'status' },
  async run({ group }, { crm, scope, now }) {
    const statuses = crm.statuses().flatMap(({ id, category }) => (category === 'open' ? [id] : []))
    const open = { all: [scope.where, lead('status', 'in', statuses)] }
    const late = lead('responseDueAt', 'lessThan', now())
    const untouched = lead('firstResponseAt', 'present', false)
    const rows = await crm.aggregate({
      entity: 'lead',
      groupBy: [...scope.groups, group],
      where: open,
      measures: {
        open: { count: true },
        neverTouched: { count: true, where: { all: [untouched] } },
        overdueAnswers: { count: true, where: { all: [late, untouched] } },
      },
    })
    const task = comparing('task')
    const overdue = await crm.aggregate({
      entity: 'task',
      groupBy: [...scope.groups.map((band) => ({ ...band, of: 'leadId.createdAt' })), `leadId.${group}`],
      where: { all: [task('doneAt', 'present', false), task('dueAt', 'lessThan', now())] },
      belongingTo: [{ field: 'leadId', entity: 'lead', where: open }],
      measures: { tasks: { count: true } },
    })
    const keyOf = (row: AggregateRow, name: string) => JSON.stringify([scope.periodOf(row).period ?? null, row[name] ?? null])
    const tasks = new Map(overdue.map((row) => [keyOf(row, `leadId.${group}`), Number(row.tasks)]))
    return rows.map((row) => {
      const [all, neverTouched] = [Number(row.open), Number(row.neverTouched)]
      return {
        ...scope.periodOf(row),
        ...(row[group] === undefined ? {} : { [group]: String(row[group]) }),
        ...{ open: all, touched: all - neverTouched, neverTouched, overdueAnswers: Number(row.overdueAnswers) },
        overdueTasks: tasks.get(keyOf(row, group)) ?? 0,
        touchedShare: all === 0 ? 0 : (all - neverTouched) / all,
      }
    })
  },
})
