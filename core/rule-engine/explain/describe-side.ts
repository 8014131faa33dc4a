import { formatDate, formatInstant } from '../../model/calendar/format-instant.js'
import { type FieldDeclaration, type Fields, optionsOf } from '../../model/fields.js'
import { formatMoney, formatNumber } from '../../model/text/format-number.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import type { FactReference } from '../compile/slot-table.js'
import { describeTimeFact } from './describe-time-fact.js'
import { nameOf, type Reader } from './reader.js'
import { wordsIn } from './words.js'

/** What is compared, in the words of the fields: `Employees`, `Number of calls received`. */
export function describeFact({ fact, params = {}, path = '' }: FactReference, reader: Reader): string {
  const inTime = describeTimeFact({ fact, params }, reader)
  if (inTime !== undefined) return inTime
  const { field, rest } = fieldOf({ fact, path }, reader)
  if (field) return [textIn(field.label ?? fieldName(path), reader.language), rest].filter(Boolean).join(' ')
  const label = textIn(reader.ruleSet.vocabulary.facts[fact]?.label ?? fact, reader.language)
  const asked = askedWith(fact, params, reader)
  const part = fact === 'score' ? '' : path.replace(/^\$\./, '')
  return [label, asked.length > 0 ? `(${asked.join(wordsIn(reader.language).comma)})` : '', part].filter(Boolean).join(' ')
}

/** A value in the words of its field: the label of an option or status, a person's name, a date in the reader's calendar. */
export function describeValue(value: unknown, of: FactReference, reader: Reader): string {
  const words = wordsIn(reader.language)
  if (value === undefined || value === null || value === '') return words.missing
  if (Array.isArray(value))
    return value.length === 0 ? words.missing : value.map((one: unknown) => describeValue(one, of, reader)).join(words.comma)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const declared = fieldOf(of, reader).field ?? reader.ruleSet.vocabulary.facts[of.fact]?.value
  if (typeof value === 'number' && of.fact === 'elapsed')
    return words.length(Math.floor(value * 10) / 10, String(of.params?.['unit']))
  if (typeof value === 'number') return describeNumber(value, declared, reader)
  if (typeof value !== 'string') return isMoney(value) ? formatMoney(value, reader.language) : describeJson(value, reader)
  if (declared?.type === 'date') return formatDate(value, { language: reader.language, calendar: calendarOf(reader) })
  return labelOf(value, { name: of.fact === 'grade' ? 'grade' : fieldName(of.path), declared, reader }) ?? value
}

/** Whether a fact is a point in time. */
export function isInstant(of: FactReference, reader: Reader): boolean {
  return (fieldOf(of, reader).field ?? reader.ruleSet.vocabulary.facts[of.fact]?.value)?.type === 'dateTime'
}

function describeNumber(value: number, declared: FieldDeclaration | undefined, reader: Reader): string {
  const { language, timeZone = 'UTC' } = reader
  if (declared?.type === 'dateTime') return formatInstant(value, { language, calendar: calendarOf(reader), timeZone })
  return formatNumber(Math.round(value * 100) / 100, language)
}

function describeJson(value: unknown, { language }: Reader): string {
  const amount = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : undefined
  if (typeof amount === 'number') return formatNumber(amount, language)
  if (Array.isArray(value)) return value.map(String).join(wordsIn(language).comma)
  if (typeof value === 'number') return formatNumber(value, language)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Which of several models a score is of; with one alone it goes without saying. */
function askedWith(fact: string, params: Readonly<Record<string, unknown>>, reader: Reader): readonly string[] {
  const { scoring, vocabulary } = reader.ruleSet
  if (fact === 'jalali' && typeof params['of'] === 'string')
    return [textIn(vocabulary.fields.lead[params['of']]?.label ?? params['of'], reader.language)]
  if (fact !== 'score' && fact !== 'grade') return Object.values(params).map((value) => describeJson(value, reader))
  const model = scoring.find(({ id }) => id === params['model'])
  return model && scoring.length > 1 ? [textIn(model.title ?? model.id, reader.language)] : []
}

const calendarOf = ({ language, calendar = language === 'fa' ? 'jalali' : 'gregorian' }: Reader) => calendar

/** The declared field that a path begins with, and what the path says beyond it; an amount is what one means by money. */
function fieldOf({ fact, path = '' }: FactReference, { ruleSet }: Reader): { field: FieldDeclaration | undefined; rest: string } {
  const entities: Readonly<Record<string, Fields>> = ruleSet.vocabulary.fields
  const [name = '', ...parts] = path.replace(/^\$\./, '').split('.')
  const rest = parts.join('.')
  return { field: fact === 'owner' ? entities['user']?.[name] : entities[fact]?.[name], rest: rest === 'amount' ? '' : rest }
}

interface Labelled {
  readonly name: string
  readonly declared: FieldDeclaration | undefined
  readonly reader: Reader
}

function labelOf(value: string, { name, declared, reader }: Labelled): string | undefined {
  const { lifecycle, queues, scoring, segments } = reader.ruleSet
  if (declared?.entity === 'user') return nameOf(value, reader)
  const grades = scoring.flatMap(({ score }) => score.grades)
  const known: Readonly<Record<string, () => Text | undefined>> = {
    status: () => lifecycle.statuses.find(({ id }) => id === value)?.label,
    source: () => reader.sourceName?.(value),
    queue: () => queues.find(({ id }) => id === value)?.label,
    grade: () => grades.find(({ grade }) => grade === value)?.label,
    segments: () => segments?.[value]?.title,
    sequences: () => sequenceLabel(value, reader),
  }
  const options = declared ? optionsOf(declared) : []
  const label = known[name]?.() ?? options.find((option) => option.value === value)?.label
  return label === undefined ? undefined : textIn(label, reader.language)
}

/** What a lead's mark of a sequence says: which sequence it is, and with which grade the lead came. */
function sequenceLabel(mark: string, { ruleSet, language }: Reader): string | undefined {
  const [id = '', came] = mark.split(':')
  const title = ruleSet.sequences?.[id]?.title
  if (title === undefined || came === undefined) return title && textIn(title, language)
  const grade = ruleSet.scoring.flatMap(({ score }) => score.grades).find((each) => each.grade === came)
  return `${textIn(title, language)} (${textIn(grade?.label ?? came, language)})`
}

const fieldName = (path = ''): string => /^\$\.([a-zA-Z0-9_]+)/.exec(path)?.[1] ?? ''

function isMoney(value: unknown): value is { readonly amount: number; readonly currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}
