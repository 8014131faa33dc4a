import type { JSONPath } from 'jsonc-parser'
import type { SourceFile } from '../files/source-file.js'
import { lifecycleEdits } from './lifecycle-edits.js'
import { mappingEdits } from './mapping-edits.js'
import { listEdits, type StatusEdit, type StatusMapping, textEdit } from './status-mapping.js'

/** Everything in a rule file that names one of the statuses: ids, moves, conditions, cells, cases, parameters. */
export function statusEdits(source: SourceFile, mapping: StatusMapping): readonly StatusEdit[] {
  if (source.kind === 'lifecycle') return lifecycleEdits(source, mapping)
  if (source.kind === 'mapping') return mappingEdits(source, mapping)
  const moves = source.kind === 'transition' && mapping.entity === 'lead' ? moveEdits(source, mapping) : []
  return [...moves, ...walk(source.value, [], mapping), ...cellEdits(source, mapping)]
}

type Entry = Readonly<Record<string, unknown>>
const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value)

function walk(value: unknown, path: JSONPath, mapping: StatusMapping): StatusEdit[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown, index) => walk(each, [...path, index], mapping))
  if (!isEntry(value)) return []
  return [
    ...entryEdits(value, path, mapping),
    ...Object.entries(value).flatMap(([key, inner]) => walk(inner, [...path, key], mapping)),
  ]
}

function entryEdits(entry: Entry, path: JSONPath, mapping: StatusMapping): StatusEdit[] {
  const field = mapping.entity === 'lead' ? 'status' : 'stage'
  if (entry['fact'] === mapping.entity && entry['path'] === `$.${field}`)
    return listEdits(entry['value'], [...path, 'value'], mapping)
  if (entry['field'] === field && 'value' in entry) return listEdits(entry['value'], [...path, 'value'], mapping)
  const named = entry[field]
  if (named === undefined || !isMeant(entry, named, mapping)) return []
  return listEdits(named, [...path, field], mapping)
}

/** A stage belongs to the pipeline beside it; without one, to the only pipeline that has it. */
function isMeant(entry: Entry, named: unknown, { entity, lifecycle, shared }: StatusMapping): boolean {
  if (entity === 'lead') return true
  const pipeline = entry['pipeline']
  return pipeline === undefined ? !shared.has(String(named)) : pipeline === lifecycle
}

interface Move {
  readonly from?: readonly string[]
  readonly to?: string
}

/** A move from a status to itself is none: the rule goes with the last status that it begins in. */
function moveEdits({ value }: SourceFile, mapping: StatusMapping): StatusEdit[] {
  const { rules, table } = value as { rules?: readonly Move[]; table?: { rows?: readonly Move[] } }
  const [list, at]: [readonly Move[], JSONPath] = rules ? [rules, ['rules']] : [table?.rows ?? [], ['table', 'rows']]
  return list.flatMap(({ from = [], to = '' }, index): StatusEdit[] => {
    const path = [...at, index]
    const target = mapping.map.get(to) ?? to
    const left = from.filter((status) => (mapping.map.get(status) ?? status) !== target)
    const touched = [...from, to].some((status) => mapping.map.has(status))
    if (touched && left.length === 0) return [{ path, from: to }]
    return [...listEdits(from, [...path, 'from'], mapping, touched ? [target] : []), ...textEdit(to, [...path, 'to'], mapping)]
  })
}

interface Table {
  readonly inputs?: readonly { readonly id: string; readonly fact?: string; readonly path?: string }[]
  readonly rows?: readonly Entry[]
}

function cellEdits({ value }: SourceFile, { entity, map, shared }: StatusMapping): StatusEdit[] {
  const { inputs = [], rows = [] } = (value['table'] ?? {}) as Table
  const column = inputs.find(({ fact, path }) => fact === entity && path === (entity === 'lead' ? '$.status' : '$.stage'))
  if (!column) return []
  return rows.flatMap((row, index): StatusEdit[] => {
    const cell = row[column.id]
    if (typeof cell !== 'string') return []
    const to = cell.replaceAll(NAME, (name) => (shared.has(name) ? name : (map.get(name) ?? name)))
    return to === cell ? [] : [{ path: ['table', 'rows', index, column.id], from: cell, to }]
  })
}

const NAME = /[a-zA-Z][\w-]*/g
