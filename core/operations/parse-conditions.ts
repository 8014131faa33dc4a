import { CrmError, type ErrorCode, type SaidMessage } from '../errors.js'
import type { ConditionNode, Conditions } from '../model/conditions.js'
import { conditionsMistakes, lowerDates, type RuleSet } from '../rule-engine/index.js'

const DEEPEST = 20
const MOST_NODES = 500

/**
 * Reads conditions that a stranger wrote, for example in an address. With a rule set they are checked as those of a rule are,
 * and dates become milliseconds; without one, only their shape is looked at.
 * @throws {CrmError} FILTER_SHAPE, FILTER_TOO_LARGE, and those of `refuseMistakes`.
 * @example parseConditions({ all: [{ fact: 'lead', path: '$.grade', operator: 'equal', value: 'hot' }] }, crm.rules())
 */
export function parseConditions(given: unknown, ruleSet?: RuleSet): Conditions {
  const conditions = readShape(given)
  if (!ruleSet) return conditions
  refuseMistakes(conditions, ruleSet)
  return lowerDates(conditions, ruleSet.vocabulary)
}

/**
 * Refuses conditions that name or compare what no rule could, with what may be meant.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN, RULE_CONDITION_UNKNOWN, FILTER_INVALID.
 */
export function refuseMistakes(conditions: Conditions, ruleSet: RuleSet): void {
  const [mistake] = conditionsMistakes(conditions, ruleSet)
  if (!mistake) return
  const { code, message, path } = mistake
  throw new CrmError(CODES[code] ?? 'FILTER_INVALID', message, { details: { field: 'where', at: path.join('.') } })
}

/** Mistakes of a rule that a filter has codes of its own for: who asks is wrong, not the rules. */
const CODES: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  RULE_CONDITION_UNKNOWN: 'RULE_CONDITION_UNKNOWN',
  RULE_FIELD_UNKNOWN: 'FILTER_FIELD_UNKNOWN',
}

function readShape(given: unknown): Conditions {
  let nodes = 0
  const visit = (node: unknown, depth: number): ConditionNode => {
    nodes += 1
    if (depth > DEEPEST || nodes > MOST_NODES) {
      throw new CrmError('FILTER_TOO_LARGE', {
        en: `Conditions have at most ${DEEPEST} levels and ${MOST_NODES} parts.`,
        fa: `شرط‌ها حداکثر ${DEEPEST} لایه و ${MOST_NODES} بخش دارند.`,
      })
    }
    if (!isObject(node)) throw shape({ en: 'A condition is an object.', fa: 'هر شرط یک شیء JSON است.' })
    const { all, any, not, condition } = node
    if (all !== undefined) return { all: group(onlyKeys(node, ['all']).all, (child) => visit(child, depth + 1)) }
    if (any !== undefined) return { any: group(onlyKeys(node, ['any']).any, (child) => visit(child, depth + 1)) }
    if (not !== undefined) return { not: visit(onlyKeys(node, ['not']).not, depth + 1) }
    if (condition !== undefined) return { condition: text(onlyKeys(node, ['condition']).condition, 'condition') }
    return comparison(node)
  }
  const conditions = visit(given, 1)
  return 'fact' in conditions ? { all: [conditions] } : conditions
}

type Node = Readonly<Record<string, unknown>>

function comparison(node: Node): ConditionNode {
  const { fact, operator, path, params, value } = onlyKeys(node, ['fact', 'operator', 'path', 'params', 'value'])
  if (value === undefined) throw shape({ en: 'A comparison needs "value".', fa: 'مقایسه به «value» نیاز دارد.' })
  if (params !== undefined && !isObject(params)) throw shape({ en: '"params" is an object.', fa: '«params» یک شیء JSON است.' })
  return {
    fact: text(fact, 'fact'),
    operator: text(operator, 'operator'),
    value,
    ...(path === undefined ? {} : { path: text(path, 'path') }),
    ...(params === undefined ? {} : { params }),
  }
}

function group(list: unknown, read: (child: unknown) => ConditionNode): readonly ConditionNode[] {
  if (!Array.isArray(list) || list.length === 0)
    throw shape({
      en: '"all" and "any" hold a list with at least one condition.',
      fa: '«all» و «any» فهرستی با دست‌کم یک شرط دارند.',
    })
  return list.map(read)
}

function onlyKeys(node: Node, keys: readonly string[]): Node {
  const foreign = Object.keys(node).find((key) => !keys.includes(key))
  if (foreign !== undefined)
    throw shape({
      en: `"${foreign.slice(0, 60)}" cannot stand beside "${keys[0]}".`,
      fa: `«${foreign.slice(0, 60)}» کنار «${keys[0]}» نمی‌آید.`,
    })
  return node
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw shape({ en: `"${name}" is a text.`, fa: `«${name}» متن است.` })
  return value
}

function isObject(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const shape = ({ en, fa }: SaidMessage): CrmError =>
  new CrmError('FILTER_SHAPE', { en: `These are no conditions. ${en}`, fa: `این‌ها شرط نیستند. ${fa}` })
