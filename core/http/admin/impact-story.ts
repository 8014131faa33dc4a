import { formatNumber, formatPercent } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { bandText, type Compared, type Impact, type Shift } from '../../operations/index.js'
import type { BarChart } from '../charts/chart-data.js'
import { drawChart } from '../charts/draw-chart.js'
import type { LineChart } from '../charts/line-chart.js'
import type { Reader } from '../reader.js'
import type { Words } from '../renderer-messages.js'
import type { LeadLabels } from './lead-labels.js'

interface Telling {
  readonly labels: LeadLabels
  readonly reader: Reader
  readonly words: Words
}

/** One thing that would change: drawn, and lead by lead. */
interface ImpactSection {
  readonly id: string
  readonly title: string
  readonly chart: BarChart | LineChart
  readonly shifts: readonly (Pick<Shift, 'leads' | 'examples'> & { readonly from: string; readonly to: string })[]
}

/** An impact as a page shows it. */
export interface ImpactStory {
  readonly share: string
  readonly changed: readonly ImpactSection[]
  readonly unchanged: readonly string[]
  readonly automations: readonly (Pick<Impact['automations'][number], 'rule' | 'newlyFires' | 'noLongerHolds' | 'examples'> & {
    readonly title: string
  })[]
  readonly differences: readonly {
    readonly name: string
    readonly change: string
    readonly point: string
    readonly before: string
    readonly after: string
    readonly meaning: string
  }[]
}

const MOST_SHIFTS = 12

/** Puts an impact into a reader's words, what would change first. */
export function impactStory(impact: Impact, telling: Telling): ImpactStory {
  const { reader, words } = telling
  const parts = partsOf(impact, telling)
  const titleOf = (id: string) => words(`impact.parts.${id}`)
  return {
    share: formatPercent(impact.leads.asked === 0 ? 0 : impact.changed / impact.leads.asked, reader.language),
    changed: parts
      .filter(({ compared }) => compared.shifts.length > 0)
      .map(({ id, compared, name }) => ({
        id,
        title: titleOf(id),
        chart: chartOf(compared, { name, telling }),
        shifts: compared.shifts
          .slice(0, MOST_SHIFTS)
          .map(({ from, to, ...shift }) => ({ ...shift, from: name(from), to: name(to) })),
      })),
    unchanged: parts.filter(({ compared }) => compared.shifts.length === 0).map(({ id }) => titleOf(id)),
    automations: impact.automations.map((each) => ({ ...each, title: textIn(each.title, reader.language) })),
    differences: impact.differences.map((difference) => differenceStory(difference, telling)),
  }
}

interface Part {
  readonly id: string
  readonly compared: Compared
  name(value: string): string
}

function partsOf(impact: Impact, { labels, reader, words }: Telling): readonly Part[] {
  const or =
    (name: (id: string) => string, none = words('impact.none')) =>
    (id: string) =>
      id === '' ? none : name(id)
  return [
    { id: 'grades', compared: impact.grades, name: or((id) => labels.grade(id).text) },
    { id: 'statuses', compared: impact.statuses, name: or((id) => labels.status(id).text) },
    { id: 'bands', compared: impact.bands, name: or((band) => bandText(band, reader.language)) },
    { id: 'queues', compared: impact.queues, name: or(labels.queue) },
    { id: 'owners', compared: impact.owners, name: or((id) => impact.userNames[id] ?? id) },
    ...(impact.routes ? [{ id: 'routes', compared: impact.routes, name: or((id) => id, words('impact.noRule')) }] : []),
  ]
}

function chartOf(
  { values }: Compared,
  { name, telling: { reader, words } }: { readonly name: Part['name']; readonly telling: Telling },
) {
  const shown = (count: number) => formatNumber(count, reader.language)
  return drawChart('bars', {
    direction: reader.direction,
    series: [words('impact.before'), words('impact.after')],
    rows: values.map(({ value, before, after }) => ({
      label: name(value),
      values: [before, after],
      texts: [shown(before), shown(after)],
    })),
  })
}

function differenceStory(
  { kind, file, rule, title, change, witness, exact }: Impact['differences'][number],
  { reader, words }: Telling,
): ImpactStory['differences'][number] {
  const outcome = (side: NonNullable<typeof witness>['before']) =>
    side === undefined ? words('impact.noRule') : `${side.rule} ${JSON.stringify(side.then)}`
  const shown = (value: unknown) => (value === undefined ? words('impact.missing') : JSON.stringify(value))
  return {
    name: title ? textIn(title, reader.language) : (rule ?? `${kind} ${file}`),
    change: words(`impact.changes.${change}`),
    point: Object.entries(witness?.point ?? {})
      .map(([key, value]) => `${key.replace(/^lead\$\./, '')} = ${shown(value)}`)
      .join(', '),
    before: witness ? outcome(witness.before) : '',
    after: witness ? outcome(witness.after) : '',
    meaning: witness ? '' : words(exact ? 'impact.noDifference' : 'impact.noDifferenceFound'),
  }
}
