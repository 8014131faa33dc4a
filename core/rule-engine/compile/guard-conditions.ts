import { CrmError } from '../../errors.js'
import { guardSize } from './guard-size.js'
import { isFactReference } from './slot-table.js'

/**
 * Refuses what is no conditions before anything is built from it: in time that its size bounds, and without recursion.
 * @throws {CrmError} RULE_CONDITIONS_TOO_LARGE or RULE_CONDITIONS_INVALID, with the place in `details.field`.
 */
export function guardConditions(conditions: unknown, place = 'conditions'): void {
  guardSize(conditions, place)
  const waiting: Place[] = [{ node: conditions, at: place, isTop: true }]
  for (let next = waiting.pop(); next; next = waiting.pop()) waiting.push(...guardNode(next))
}

interface Place {
  readonly node: unknown
  readonly at: string
  readonly isTop: boolean
}

type Keys = Readonly<Record<string, unknown>>

const OPENINGS = ['all', 'any', 'not', 'condition', 'fact'] as const

function guardNode({ node, at, isTop }: Place): readonly Place[] {
  if (!isObject(node)) throw invalid(at, 'a node is an object')
  const [opening, second] = OPENINGS.filter((key) => Object.hasOwn(node, key))
  if (opening === undefined || (isTop && opening === 'fact'))
    throw invalid(at, `it must have one of ${OPENINGS.filter((key) => !isTop || key !== 'fact').join(', ')}`)
  if (second !== undefined) throw invalid(at, `"${opening}" and "${second}" cannot stand in one node`)
  guardMarks(node, at)
  if (opening === 'all' || opening === 'any') return guardList(node[opening], `${at}.${opening}`)
  if (opening === 'not') return [{ node: node['not'], at: `${at}.not`, isTop: false }]
  if (opening === 'fact') guardComparison(node, at)
  else guardText(node['condition'], `${at}.condition`)
  return []
}

function guardList(list: unknown, at: string): readonly Place[] {
  if (!Array.isArray(list) || list.length === 0) throw invalid(at, 'it must be a list with at least one node')
  return list.map((node: unknown, index) => ({ node, at: `${at}[${index}]`, isTop: false }))
}

function guardMarks(node: Keys, at: string): void {
  if (Object.hasOwn(node, 'priority') && !Number.isInteger(node['priority']))
    throw invalid(`${at}.priority`, 'it must be a whole number')
  if (Object.hasOwn(node, 'name')) guardText(node['name'], `${at}.name`)
}

function guardComparison(node: Keys, at: string): void {
  guardSide(node, at)
  guardText(node['operator'], `${at}.operator`)
  if (String(node['operator']).length > LONGEST_OPERATOR) throw invalid(`${at}.operator`, 'it is too long for an operator')
  if (!Object.hasOwn(node, 'value')) throw invalid(at, 'a comparison must have a "value"')
  const { value } = node
  if (!isFactReference(value)) return
  const foreign = Object.keys(value).find((key) => !['fact', 'params', 'path'].includes(key))
  if (foreign !== undefined) throw invalid(`${at}.value`, `"${foreign}" cannot stand beside "fact"`)
  guardSide({ ...value }, `${at}.value`)
}

function guardSide({ fact, params, path }: Keys, at: string): void {
  guardText(fact, `${at}.fact`)
  if (params !== undefined && !isObject(params)) throw invalid(`${at}.params`, 'it must be an object')
  if (path === undefined || path === '') return
  if (typeof path !== 'string' || !PATH.test(path))
    throw invalid(`${at}.path`, 'a path is made of $, .name, [number] and [*]; filters and scripts are not read')
}

/** Words before an operator add up; nobody needs more than a few. */
const LONGEST_OPERATOR = 200

const PATH = /^\$(?:\.[a-zA-Z_][a-zA-Z0-9_-]*|\[\d{1,4}\]|\[\*\])*$/

function guardText(value: unknown, at: string): void {
  if (typeof value !== 'string' || value === '') throw invalid(at, 'it must be a text')
}

const isObject = (value: unknown): value is Keys => typeof value === 'object' && value !== null && !Array.isArray(value)

function invalid(field: string, why: string): CrmError {
  return new CrmError('RULE_CONDITIONS_INVALID', `At ${field}: ${why}.`, { details: { field } })
}
