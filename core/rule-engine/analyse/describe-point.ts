import type { SaidMessage } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { declarationOf } from '../check/check-fact-side.js'
import type { AnalysisScope, Point, Variable } from './analysis.js'
import { variableOf } from './variables.js'

type Names = Pick<AnalysisScope, 'vocabulary'>

/**
 * A point in words, for messages: fields by their labels, instants as dates.
 * @example describePoint({ 'lead$.employees': 500, 'lead$.province': undefined }, ruleSet).en // 'a lead with Employees 500 and Province missing'
 */
export function describePoint(point: Point, names: Names): SaidMessage {
  const telling = Object.entries(point).filter(([key]) => key !== 'lead$.id')
  const parts = telling.map(([key, value]) => describeValue(variableOf(key), value, names))
  if (parts.length === 0) return { en: 'any lead', fa: 'هر سرنخی' }
  const inRow = (language: keyof SaidMessage, and: string, comma: string) => {
    const said = parts.map((part) => part[language])
    const last = said.at(-1) ?? ''
    return said.length > 1 ? `${said.slice(0, -1).join(comma)}${and}${last}` : last
  }
  return { en: `a lead with ${inRow('en', ' and ', ', ')}`, fa: `سرنخی با ${inRow('fa', ' و ', '، ')}` }
}

/** What a variable is called in the rule files: the field, or the fact and what it is asked for. */
export function variableName({ fact, params, path = '' }: Variable): string {
  const part = path.replace(/^\$\.?/, '')
  if (fact === 'lead') return part
  if (fact === 'score' || fact === 'grade') return part === 'grade' ? 'grade' : fact
  if (fact === 'elapsed') return `${String(params['unit'])} since ${list(params['since'])}`
  const asked = Object.entries(params).map(([name, value]) => `${name} ${shown(value)}`)
  return [fact, ...(part ? [part] : []), ...(asked.length > 0 ? [`of ${asked.join(', ')}`] : [])].join(' ')
}

function describeValue(variable: Variable, value: unknown, names: Names): SaidMessage {
  if (variable.fact === 'elapsed') return describeWait(variable, value)
  const called = calledOf(variable, names)
  if (value === undefined) return { en: `${called.en} missing`, fa: `${called.fa} خالی` }
  const said = isInstant(variable, value, names) ? instantWords(value) : { en: shown(value), fa: shown(value) }
  return { en: `${called.en} ${said.en}`, fa: `${called.fa} ${said.fa}` }
}

function describeWait({ params }: Variable, value: unknown): SaidMessage {
  const since = (Array.isArray(params['since']) ? params['since'] : []).map(String)
  const [en, fa] = [since.join(' or '), since.join(' یا ')]
  if (value === undefined) return { en: `${en} missing`, fa: `${fa} خالی` }
  const unit = String(params['unit'])
  return { en: `${shown(value)} ${unit} since ${en}`, fa: `${shown(value)} ${UNITS[unit] ?? unit} از ${fa}` }
}

const UNITS: Readonly<Record<string, string>> = { days: 'روز', hours: 'ساعت', minutes: 'دقیقه', seconds: 'ثانیه' }

/** What people call a variable: the label of a field of the lead; other facts as the files name them. */
function calledOf(variable: Variable, names: Names): SaidMessage {
  const [, field] = /^\$\.([^.[]+)$/.exec(variable.path ?? '') ?? []
  if (variable.fact === 'lead' && field !== undefined) return labelOf(field, names)
  const name = variableName(variable)
  const label = names.vocabulary.facts[variable.fact]?.label
  const isBare = name === variable.fact && label !== undefined
  return { en: name, fa: isBare ? textIn(label, 'fa') : name }
}

function labelOf(field: string, { vocabulary }: Names): SaidMessage {
  const label = vocabulary.fields.lead[field]?.label ?? field
  return { en: textIn(label, 'en'), fa: textIn(label, 'fa') }
}

function isInstant(variable: Variable, value: unknown, names: Names): value is number {
  return typeof value === 'number' && declarationOf(variable, names)?.type === 'dateTime'
}

const EARLIEST = Date.UTC(1900, 0)
const LATEST = Date.UTC(2200, 0)

/** Instants that nobody means, at the ends of what can be written, are told by where they lie. */
function instantWords(instant: number): SaidMessage {
  if (instant < EARLIEST) return { en: 'long ago', fa: 'در گذشتهٔ دور' }
  if (instant > LATEST) return { en: 'far ahead', fa: 'در آیندهٔ دور' }
  const date = new Date(instant).toISOString().replace(/:00\.000Z$|\.\d{3}Z$/, 'Z')
  return { en: date, fa: date }
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(10)))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const list = (value: unknown): string => (Array.isArray(value) ? value.join(' or ') : shown(value))
