import { ownNames } from '../../model/mapping/own-names.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { foldForSearch } from '../../model/text/fold.js'
import type { Text } from '../../model/text/localized-text.js'
import { type Finding, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'
import type { Thing } from './thing.js'

/** Checks that the statuses, stages and pipelines which a mapping makes of another system's words are there, by id or label. */
export function checkMappedStatuses({ entity = 'lead', fields }: MappingDefinition, names: KnownNames): readonly Finding[] {
  if (entity === 'lead') {
    return named(fields, { field: 'status', what: 'status', known: names.lifecycle?.statuses })
  }
  if (entity !== 'opportunity' || names.pipelines === undefined) return []
  const all = Object.values(names.pipelines).map(({ id, title }) => ({ id, label: title }))
  const meant = ownNames(fields['pipeline']).map(({ name }) => all.find((way) => isCalled(way, name))?.id)
  const among = meant.length === 0 || meant.includes(undefined) ? all.map(({ id }) => id) : meant
  const stages = among.flatMap((id) => (id === undefined ? [] : (names.pipelines?.[id]?.statuses ?? [])))
  return [
    ...named(fields, { field: 'pipeline', what: 'pipeline', known: all }),
    ...named(fields, { field: 'stage', what: 'stage', known: stages }),
  ]
}

interface Called {
  readonly id: string
  readonly label: Text
}

function named(
  fields: MappingDefinition['fields'],
  { field, what, known }: { readonly field: string; readonly what: Thing; readonly known: readonly Called[] | undefined },
): readonly Finding[] {
  if (known === undefined) return []
  const ids = [...new Set(known.map(({ id }) => id))]
  return ownNames(fields[field]).flatMap(({ path, name }) => {
    if (known.some((one) => isCalled(one, name))) return []
    return unknownName(name, ids, { path: ['fields', field, ...path], code: 'RULE_STATUS_UNKNOWN', what })
  })
}

const isCalled = ({ id, label }: Called, name: string): boolean =>
  [id, ...(typeof label === 'string' ? [label] : Object.values(label))].some(
    (word) => foldForSearch(word) === foldForSearch(name),
  )
