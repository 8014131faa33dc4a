import { findNodeAtLocation, type JSONPath } from 'jsonc-parser'
import type { Comparison, ConditionNode } from '../../../model/conditions.js'
import { statusOf } from '../../../model/lifecycle.js'
import { valueDomain } from '../../analyse/value-domain.js'
import { leavesOf, variableOf } from '../../analyse/variables.js'
import type { Fix } from '../../files/fix.js'
import type { Finding } from '../finding.js'
import type { Lint, LintContext, PlacedRule } from './lint.js'

const KINDS = ['scoring', 'transition', 'routing', 'automation'] as const

/**
 * Finds waits that never end, because the instant from which they count may be missing and nothing stands in for it.
 * Whoever asks for that field beside it, or starts from statuses that require it, has thought of it; and where a wait of
 * nothing asks whether an instant has come, a missing one has not.
 */
export const elapsedMissing: Lint = (context) =>
  KINDS.flatMap((kind) => context.rules(kind)).flatMap((rule) => {
    const conditions = rule.written['conditions'] as ConditionNode | undefined
    if (!conditions) return []
    return elapsedLeaves(conditions, [...rule.path, 'conditions']).flatMap(({ leaf, at }) => {
      const fields = sinceOf(leaf)
      if (fields.length === 0 || isThoughtOf(fields, rule, context) || !neverEnds(fields, rule, context)) return []
      const names = fields.map((field) => `"${field}"`).join(' and ')
      const message = {
        en: `A lead whose ${names} ${fields.length > 1 ? 'are' : 'is'} missing never meets this, however long it waits. Add a field that is always filled, such as "createdAt", to "since", or say beside it that the field is present.`,
        fa: `سرنخی که ${fields.map((field) => `«${field}»`).join(' و ')} آن خالی است هر قدر هم بماند به این شرط نمی‌رسد. در «since» فیلدی مانند «createdAt» بیفزایید که همیشه پر است، یا کنار آن بگویید که فیلد پر است.`,
      }
      const fix = fixOf(rule, { leaf, at })
      const place: Finding = { path: [...at, 'params', 'since'], code: 'RULE_ELAPSED_MISSING', severity: 'warning', message }
      return [{ source: rule.source, finding: { ...place, ...(fix ? { fix } : {}) } }]
    })
  })

interface Placed {
  readonly leaf: Comparison
  readonly at: JSONPath
}

function elapsedLeaves(node: ConditionNode, path: JSONPath): readonly Placed[] {
  if ('all' in node) return node.all.flatMap((child, index) => elapsedLeaves(child, [...path, 'all', index]))
  if ('any' in node) return node.any.flatMap((child, index) => elapsedLeaves(child, [...path, 'any', index]))
  if ('not' in node) return elapsedLeaves(node.not, [...path, 'not'])
  return 'fact' in node && node.fact === 'elapsed' && node.value !== 0 ? [{ leaf: node, at: path }] : []
}

function sinceOf({ params = {} }: Comparison): readonly string[] {
  const { since } = params
  return Array.isArray(since) ? since.map(String) : []
}

function isThoughtOf(fields: readonly string[], { entry, written }: PlacedRule, { scope, ruleSet }: LintContext): boolean {
  if (fields.some((field) => !valueDomain(variableOf(`lead$.${field}`), scope).mayBeMissing)) return true
  const asked = leavesOf(entry.conditions, scope).filter(({ operator }) => operator === 'present')
  if (asked.some(({ fact, path }) => fact === 'lead' && fields.some((field) => path === `$.${field}`))) return true
  const from = Array.isArray(written['from']) ? written['from'].map(String) : []
  const requires = (status: string) => statusOf(ruleSet.lifecycle, status)?.requires ?? []
  return from.length > 0 && from.every((status) => requires(status).some((field) => fields.includes(field)))
}

function neverEnds(fields: readonly string[], { entry }: PlacedRule, { ask }: LintContext): boolean {
  const missing = fields.map((field): Comparison => ({ fact: 'lead', path: `$.${field}`, operator: 'present', value: false }))
  const { point, exact } = ask({ holds: [entry.conditions, ...missing] })
  return point === undefined && exact
}

/** Says that the field is waited for, which changes nothing but what a reader knows. */
function fixOf({ source }: PlacedRule, { leaf, at }: Placed): Fix | undefined {
  const node = findNodeAtLocation(source.tree, at)
  const [field] = sinceOf(leaf)
  if (!node || field === undefined || at.at(-2) !== 'all') return undefined
  const content = `, { "fact": "lead", "path": "$.${field}", "operator": "present", "value": true }`
  const title = { en: `Say that "${field}" must be filled.`, fa: `بگویید که «${field}» باید پر باشد.` }
  return { title, edits: [{ offset: node.offset + node.length, length: 0, content }] }
}
