import {
  type AggregateRow,
  type CrmRecord,
  comparing,
  defineReportType,
  formatMoney,
  type LocalizedText,
  type Money,
  type ReportContext,
  type Text,
} from '../../core/plugin-api/index.js'
import { type Model, shareOut, weightsOf } from './credit.js'
import { salesWithTouches } from './sales-with-touches.js'

/** Stands for a sale before which nobody saw a touch, and for a mark that a touch does not have. */
const UNKNOWN = '(unknown)'
const NONE = '(none)'

const MARKS = ['source', 'medium', 'campaign'] as const
type Mark = (typeof MARKS)[number]

/** Which channel has the greatest effect: won revenue, shared out among the touches before each sale. */
export const attributionBy = (model: Model, { label, description }: { label: LocalizedText; description: LocalizedText }) =>
  defineReportType({
    label,
    description,
    about: 'sales',
    counts: 'opportunity',
    period: 'closedAt',
    byPeriod: true,
    params: {
      group: {
        type: 'select',
        label: { en: 'Group', fa: 'گروه' },
        default: 'source',
        oneOf: [
          { value: 'source', label: { en: 'Source', fa: 'منبع' } },
          { value: 'medium', label: { en: 'Medium', fa: 'رسانه' } },
          { value: 'campaign', label: { en: 'Campaign', fa: 'کمپین' } },
          { value: 'all', label: { en: 'Source, medium and campaign', fa: 'منبع، رسانه و کمپین' } },
        ],
      },
    },
    columns: {
      source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
      medium: { type: 'string', label: { en: 'Medium', fa: 'رسانه' } },
      campaign: { type: 'string', label: { en: 'Campaign', fa: 'کمپین' } },
      sales: {
        type: 'integer',
        label: { en: 'Sales with it', fa: 'فروش‌های همراه آن' },
        description: {
          en: 'Sales of which it got a part; one sale can stand in several rows.',
          fa: 'فروش‌هایی که سهمی از آن‌ها دارد؛ یک فروش می‌تواند در چند سطر باشد.',
        },
      },
      amount: { type: 'money', label: { en: 'Attributed revenue', fa: 'درآمد نسبت‌داده‌شده' } },
    },
    chart: { kind: 'bars', label: [...MARKS], values: ['amount'], title: { en: 'Attributed revenue', fa: 'درآمد نسبت‌داده‌شده' } },
    totals: ['amount'],
    run: async ({ group }, context) => rowsOf(await creditOf(context, { model, marks: group === 'all' ? MARKS : [group] })),
    valueLabels: () => Object.fromEntries(MARKS.map((mark) => [mark, WORDS])),
    notes: async (rows, context) => checkLines(rows, context),
  })

const WORDS: Readonly<Record<string, Text>> = {
  [UNKNOWN]: { en: 'Unknown (no touch before the sale)', fa: 'نامشخص (بدون تماس پیش از فروش)' },
  [NONE]: { en: 'Not given', fa: 'ذکر نشده' },
}

interface Credit {
  readonly name: { readonly period?: number } & { readonly [M in Mark]?: string }
  readonly currency?: string
  amount: number
  sales: number
}

interface Wanted {
  readonly model: Model
  readonly marks: readonly Mark[]
}

/** What each channel got, one entry for each currency; the touches themselves are forgotten batch by batch. */
async function creditOf(context: ReportContext, { model, marks }: Wanted): Promise<readonly Credit[]> {
  const credits = new Map<string, Credit>()
  for await (const sales of salesWithTouches(context)) {
    for (const { opportunity, touches } of sales) {
      const money = opportunity['amount'] as Money | undefined
      const period = periodOf(context, opportunity)
      const weights = touches.length > 0 ? weightsOf(model, touches.length) : [1]
      const parts = shareOut(money?.amount ?? 0, weights)
      const seen = new Set<Credit>()
      for (const [place, weight] of weights.entries()) {
        if (weight === 0) continue
        const name = { ...period, ...marksOf(touches[place], marks) }
        const credit = creditUnder(credits, { name, currency: money?.currency })
        credit.amount += parts[place] ?? 0
        seen.add(credit)
      }
      for (const credit of seen) credit.sales += 1
    }
  }
  return [...credits.values()]
}

function creditUnder(credits: Map<string, Credit>, { name, currency }: Pick<Credit, 'name'> & { currency: string | undefined }) {
  const key = JSON.stringify([name, currency])
  const known = credits.get(key)
  if (known) return known
  const made: Credit = { name, ...(currency === undefined ? {} : { currency }), amount: 0, sales: 0 }
  credits.set(key, made)
  return made
}

/** Where somebody came from: what the link said, otherwise the way in. */
function marksOf(touch: CrmRecord | undefined, marks: readonly Mark[]): Partial<Record<Mark, string>> {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)
  const said: Readonly<Record<Mark, string>> = touch
    ? {
        source: text(touch['utmSource']) ?? text(touch['source']) ?? NONE,
        medium: text(touch['utmMedium']) ?? NONE,
        campaign: text(touch['utmCampaign']) ?? NONE,
      }
    : { source: UNKNOWN, medium: UNKNOWN, campaign: UNKNOWN }
  return Object.fromEntries(marks.map((mark) => [mark, said[mark]]))
}

function periodOf({ scope }: ReportContext, { closedAt }: CrmRecord): { readonly period?: number } {
  const row: AggregateRow = Object.fromEntries(
    scope.groups.map(({ as, bounds }) => [as, bounds.findLastIndex((bound) => Number(bound) <= Number(closedAt))]),
  )
  return scope.periodOf(row)
}

const rowsOf = (credits: readonly Credit[]) =>
  credits
    .toSorted(
      (one, other) => (one.name.period ?? 0) - (other.name.period ?? 0) || other.amount - one.amount || other.sales - one.sales,
    )
    .map(({ name, currency, amount, sales }) => ({ ...name, sales, ...(currency ? { amount: { amount, currency } } : {}) }))

/** The figures must add up to what was won, which the database is asked for on its own. */
async function checkLines(
  rows: readonly { readonly amount?: Money }[],
  { crm, scope }: ReportContext,
): Promise<readonly LocalizedText[]> {
  const won = await crm.aggregate({
    entity: 'opportunity',
    groupBy: ['amount.currency'],
    where: { all: [scope.where, comparing('opportunity')('outcome', 'equal', 'won')] },
    measures: { amount: { sum: 'amount' } },
  })
  return won.flatMap((row) => {
    const currency = row['amount.currency']
    if (typeof currency !== 'string') return []
    const total = { currency, amount: Number(row['amount'] ?? 0) }
    const sum = rows.reduce((all, { amount }) => all + (amount?.currency === currency ? amount.amount : 0), 0)
    return [checkLine(total, { currency, amount: sum })]
  })
}

function checkLine(won: Money, attributed: Money): LocalizedText {
  const said = (language: string) => [formatMoney(attributed, language), formatMoney(won, language)] as const
  const [en, fa] = [said('en'), said('fa')]
  return won.amount === attributed.amount
    ? { en: `Check: attributed ${en[0]} = won ${en[1]}.`, fa: `بررسی: نسبت‌داده‌شده ${fa[0]} = فروخته‌شده ${fa[1]}.` }
    : {
        en: `Check failed: attributed ${en[0]}, but won ${en[1]}. Sales were changed while the report ran; run it again.`,
        fa: `بررسی نادرست بود: نسبت‌داده‌شده ${fa[0]}، ولی فروخته‌شده ${fa[1]}. هنگام اجرای گزارش فروشی تغییر کرده است؛ آن را دوباره اجرا کنید.`,
      }
}
