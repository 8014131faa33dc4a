import { type AggregateRow, comparing, defineReportType } from '../../core/plugin-api/index.js'

const lead = comparing('lead')

/** How many leads became customers, by period and by what they have in common; the greatest group first. */
export const leadConversion = defineReportType({
  label: { en: 'Lead conversion', fa: 'تبدیل سرنخ' },
  description: {
    en: 'What share of the leads that came became customers, by source, owner, grade, queue or campaign.',
    fa: 'چه سهمی از سرنخ‌های رسیده مشتری شدند، به تفکیک منبع، مسئول، درجه، صف یا کمپین.',
  },
  about: 'leads',
  counts: 'lead',
  period: 'createdAt',
  byPeriod: true,
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'source',
      oneOf: [
        { value: 'source', label: { en: 'Source', fa: 'منبع' } },
        { value: 'ownerId', label: { en: 'Owner', fa: 'مسئول' } },
        { value: 'grade', label: { en: 'Grade', fa: 'درجه' } },
        { value: 'queue', label: { en: 'Queue', fa: 'صف' } },
        { value: 'campaignId.name', label: { en: 'Campaign', fa: 'کمپین' } },
        { value: 'none', label: { en: 'None', fa: 'هیچ' } },
      ],
    },
  },
  columns: {
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    ownerId: { type: 'string', label: { en: 'Owner', fa: 'مسئول' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' } },
    campaign: { type: 'string', label: { en: 'Campaign', fa: 'کمپین' } },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    open: { type: 'integer', label: { en: 'Open', fa: 'باز' }, required: true },
    converted: { type: 'integer', label: { en: 'Converted', fa: 'تبدیل‌شده' }, required: true },
    lost: { type: 'integer', label: { en: 'Lost', fa: 'از دست رفته' }, required: true },
    rate: { type: 'number', label: { en: 'Rate', fa: 'نرخ تبدیل' }, required: true },
  },
  chart: { kind: 'bars', label: ['source', 'ownerId', 'grade', 'queue', 'campaign'], values: ['rate'] },
  totals: ['leads', 'open', 'converted', 'lost'],
  ratios: { rate: ['converted', 'leads'] },
  leadsBy: { source: 'source', ownerId: 'owner', grade: 'grade' },
  async run({ group }, { crm, scope }) {
    const standing = (category: string) => {
      const value = crm.statuses().flatMap((status) => (status.category === category ? [status.id] : []))
      return { count: true, where: { all: [lead('status', 'in', value)] } } as const
    }
    const counted = await crm.aggregate({
      entity: 'lead',
      groupBy: [...scope.groups, ...(group === 'none' ? [] : [group])],
      where: scope.where,
      measures: {
        leads: { count: true },
        open: standing('open'),
        converted: standing('converted'),
        lost: standing('lost'),
      },
    })
    const name = group === 'campaignId.name' ? 'campaign' : group
    return counted
      .map((row) => ({ ...scope.periodOf(row), ...named(row[group], name), ...figuresOf(row) }))
      .filter(({ leads }) => leads > 0)
      .sort((one, other) => (one.period ?? 0) - (other.period ?? 0) || other.leads - one.leads)
  },
})

const named = (value: AggregateRow[string], name: string) =>
  value === undefined || value === '' ? {} : { [name]: String(value) }

function figuresOf(row: AggregateRow) {
  const [leads, open, converted, lost] = ['leads', 'open', 'converted', 'lost'].map((name) => Number(row[name] ?? 0))
  const all = leads ?? 0
  return { leads: all, open: open ?? 0, converted: converted ?? 0, lost: lost ?? 0, rate: all === 0 ? 0 : (converted ?? 0) / all }
}
