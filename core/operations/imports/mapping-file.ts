import type { MappingDefinition } from '../../model/mapping.js'

/** Writes a mapping as the rule file that it would be: put into the folder of rules, it is known to every import. */
export function mappingFileText(mapping: MappingDefinition, id: string = mapping.id): string {
  const { title, ...rest } = mapping
  return `${JSON.stringify({ apiVersion: 'sarnakh/v1', kind: 'mapping', ...rest, id, title }, null, 2)}\n`
}
