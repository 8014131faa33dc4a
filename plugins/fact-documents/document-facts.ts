import {
  type AggregateRow,
  type Comparison,
  type Conditions,
  defineFact,
  defineFields,
  type Lead,
  type Measure,
  type PluginContext,
} from '../../core/plugin-api/index.js'

const params = defineFields({
  kind: { type: 'select', oneOf: ['quote', 'contract', 'invoice', 'payment', 'ticket'], label: { en: 'Kind', fa: 'نوع' } },
  status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' } },
})

/** How many documents are linked to the lead. */
export const documentCount = defineFact({
  label: { en: 'Number of documents', fa: 'شمار اسناد' },
  params,
  value: { type: 'integer' },
  async load(leads, request, context) {
    const rows = await figures(leads, { asked: request.params, measure: { count: true } }, context)
    return leads.map(({ id }) => Number(rows.get(id)?.[0]?.['figure'] ?? 0))
  },
})

/** The sum of their amounts in minor units; missing where they are in several currencies, of which there is no sum. */
export const documentSum = defineFact({
  label: { en: 'Sum of documents', fa: 'جمع مبلغ اسناد' },
  params,
  value: { type: 'integer' },
  async load(leads, request, context) {
    const asked = { asked: request.params, measure: { sum: 'amount.amount' }, by: 'amount.currency' } as const
    const rows = await figures(leads, asked, context)
    return leads.map(({ id }) => {
      const sums = (rows.get(id) ?? []).filter(({ figure }) => figure !== undefined)
      return sums.length > 1 ? undefined : Number(sums[0]?.['figure'] ?? 0)
    })
  },
})

interface Asking {
  readonly asked: { readonly kind?: string; readonly status?: string }
  readonly measure: Measure
  readonly by?: string
}

/** One question for the whole batch. */
async function figures(
  leads: readonly Lead[],
  { asked, measure, by }: Asking,
  { crm }: PluginContext,
): Promise<ReadonlyMap<string, readonly AggregateRow[]>> {
  const where: Conditions = {
    all: [
      leaf(
        'leadId',
        'in',
        leads.map(({ id }) => id),
      ),
      ...given('kind', asked.kind),
      ...given('status', asked.status),
    ],
  }
  const groupBy = ['leadId', ...(by ? [by] : [])]
  const byLead = new Map<string, readonly AggregateRow[]>()
  for (const row of await crm.aggregate({ entity: 'document', groupBy, measures: { figure: measure }, where })) {
    const id = String(row['leadId'])
    byLead.set(id, [...(byLead.get(id) ?? []), row])
  }
  return byLead
}

const leaf = (field: string, operator: string, value: unknown): Comparison => ({
  fact: 'document',
  path: `$.${field}`,
  operator,
  value,
})
const given = (field: string, value: string | undefined) => (value === undefined ? [] : [leaf(field, 'equal', value)])
