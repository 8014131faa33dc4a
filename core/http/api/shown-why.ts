import type { Fields, JsonSchema } from '../../model/fields.js'
import type { ExplainedLead } from '../../operations/index.js'
import type { DescribedWay, Step } from '../../rule-engine/index.js'
import { shownRecord, withIsoTexts } from './shown-record.js'

/** Why a lead is as it is, as the API shows it: instants as ISO 8601 text. */
export function shownWhy(fields: Fields, why: ExplainedLead): object {
  return { ...withIsoTexts(why, ['at']), ...(why.way ? { way: shownWay(fields, why.way) } : {}) }
}

function shownWay(fields: Fields, way: DescribedWay): object {
  return {
    ...withIsoTexts(way, ['at']),
    steps: way.steps.map((step) => shownStep(fields, step)),
    ...(way.byItself ? { byItself: withIsoTexts(way.byItself, ['at']) } : {}),
  }
}

/** A value as it can be handed in: `null` empties a field. */
function shownStep(fields: Fields, step: Step): object {
  const { field, value } = step
  const written = field === undefined ? {} : { value: shownRecord(fields, { [field]: value })[field] ?? null }
  return { ...withIsoTexts(step, ['at']), ...written }
}

const TEXT: JsonSchema = { type: 'string' }
const NUMBER: JsonSchema = { type: 'number' }
const YES_NO: JsonSchema = { type: 'boolean' }
const INSTANT: JsonSchema = { type: 'string', format: 'date-time' }

const described = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  required,
  properties,
})
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })

const LEAF = described({ holds: YES_NO, sentence: TEXT, spare: YES_NO, within: TEXT }, ['holds', 'sentence'])
const REASON = described(
  {
    rule: TEXT,
    title: TEXT,
    counted: YES_NO,
    points: NUMBER,
    note: TEXT,
    layer: TEXT,
    file: TEXT,
    line: { type: 'integer' },
    leaves: listOf(LEAF),
  },
  ['rule', 'title', 'counted', 'leaves'],
)
const PART = described({ about: TEXT, sentence: TEXT, reasons: listOf(REASON) }, ['about', 'sentence', 'reasons'])
const STEP = described(
  {
    sentence: TEXT,
    field: TEXT,
    value: { description: 'The value that was found to do; `null` empties the field.' },
    activity: TEXT,
    count: { type: 'integer' },
    at: INSTANT,
  },
  ['sentence'],
)
const GAIN = described({ rule: TEXT, title: TEXT, points: NUMBER }, ['rule', 'title', 'points'])
const LIFT = described({ rule: TEXT, sentence: TEXT, points: NUMBER }, ['rule', 'sentence', 'points'])
const WAY = described(
  {
    sentence: TEXT,
    steps: listOf(STEP),
    gains: listOf(GAIN),
    total: NUMBER,
    result: TEXT,
    at: INSTANT,
    byItself: described({ sentence: TEXT, at: INSTANT }, ['sentence', 'at']),
    lifts: listOf(LIFT),
  },
  ['sentence', 'steps', 'gains', 'lifts'],
)

/** The shape of the answer to "why". */
export const WHY_SCHEMA: JsonSchema = described(
  {
    leadId: TEXT,
    decisionId: TEXT,
    at: INSTANT,
    ruleSet: TEXT,
    goal: { type: 'object' },
    holds: YES_NO,
    headline: TEXT,
    parts: listOf(PART),
    way: WAY,
    byHand: TEXT,
  },
  ['leadId', 'at', 'ruleSet', 'headline', 'parts'],
)
