import { CrmError, didYouMean, foldForSearch, type MappingDefinition } from '../../core/plugin-api/index.js'

/** A column of the file under the name that its cells are kept by. */
export interface Column {
  readonly name: string
  /** It has no name in the file, and is kept only where it holds something. */
  readonly isUnnamed: boolean
}

/**
 * Names the columns of a file: trimmed, as the mapping writes them where only case or spelling of letters differs, `column 7`
 * where the file has no name, and a second one of a name with its number.
 * @throws {CrmError} CSV_TOO_MANY_COLUMNS, CSV_COLUMN_MISSING when the mapping names one that is not there.
 */
export function readHeader(
  cells: readonly string[],
  { mapping, maxColumns }: { mapping: MappingDefinition; maxColumns: number },
): readonly Column[] {
  if (cells.length > maxColumns)
    throw new CrmError('CSV_TOO_MANY_COLUMNS', `The file has ${cells.length} columns; at most ${maxColumns} are read.`)
  const columns = nameColumns(cells, namesIn(mapping))
  demandColumns(columns, mapping)
  return columns
}

function nameColumns(cells: readonly string[], asMapped: ReadonlyMap<string, string>): readonly Column[] {
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const given = cell.trim().normalize('NFC')
    const isUnnamed = given === '' || FORBIDDEN.has(given)
    const base = isUnnamed ? `column ${index + 1}` : taken.has(given) ? given : (asMapped.get(foldForSearch(given)) ?? given)
    let name = base
    for (let number = 2; taken.has(name); number += 1) name = `${base} (${number})`
    taken.add(name)
    return { name, isUnnamed }
  })
}

function demandColumns(columns: readonly Column[], mapping: MappingDefinition): void {
  const there = new Set(columns.map(({ name }) => name))
  const missing = demanded(mapping).filter((places) => !places.some((name) => there.has(name)))
  if (missing.length === 0) return
  const known = columns.flatMap(({ name, isUnnamed }) => (isUnnamed ? [] : [name]))
  const words = missing.map((places) => {
    const near = didYouMean(places[0] ?? '', known)
    return `"${places.join('" or "')}"${near ? ` (is it "${near}"?)` : ''}`
  })
  const message = `The mapping "${mapping.id}" reads ${words.join(', ')}, which the file does not have. Its columns: ${known.join(', ')}.`
  throw new CrmError('CSV_COLUMN_MISSING', message, { details: { mapping: mapping.id, missing: missing.flat(), columns: known } })
}

/** Columns that the mapping cannot do without; of several places for one field any is enough. */
function demanded({ key, fields, touch = {} }: MappingDefinition): readonly (readonly string[])[] {
  const all = [...Object.values(fields), ...Object.values(touch)]
  const places = all.flatMap((field) => {
    if (typeof field === 'string') return [[field]]
    return [...(field.from === undefined ? [] : [[field.from].flat()]), ...(field.join ?? []).map((name) => [name])]
  })
  const named = [...(key === undefined ? [] : [[key].flat()]), ...places].map((alternatives) => alternatives.map(columnOf))
  return [...new Map(named.map((alternatives) => [alternatives.join('\n'), alternatives])).values()]
}

/** Names as the mapping writes them, by how they fold. */
function namesIn(mapping: MappingDefinition): ReadonlyMap<string, string> {
  const names = [...demanded(mapping).flat(), ...(mapping.ignore ?? [])]
  return new Map(names.map((name) => [foldForSearch(name), name]))
}

const columnOf = (path: string): string => /^\$\.([^.[\]]+)$/.exec(path)?.[1] ?? path
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
