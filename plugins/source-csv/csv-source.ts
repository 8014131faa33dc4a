import {
  CrmError,
  compileMapping,
  defineLeadSource,
  type LeadInput,
  type MappingDefinition,
  OutsideError,
} from '../../core/plugin-api/index.js'
import type { CsvLimits } from './csv-limits.js'
import { readRows } from './read-rows.js'

/** Files of rows, one lead each. The channel is the id of a mapping file with `"reads": "csv"`. */
export const csvSource = (limits: CsvLimits) =>
  defineLeadSource({
    label: { en: 'CSV file', fa: 'پروندهٔ CSV' },
    read(file, context) {
      const mapping = context.definition('mapping', context.channel)
      if (!mapping)
        throw new CrmError('SOURCE_MAPPING_MISSING', `There is no mapping "${context.channel}" to read the file with.`)
      return readRows(file, { mapping, limits, log: context.log })
    },
    parse(payload, { channel, definition }): LeadInput {
      const mapping = definition('mapping', channel)
      if (!mapping) throw new OutsideError(`There is no mapping "${channel}" any more. Bring its file back and replay this row.`)
      const [mapped] = compiled(mapping)(payload)
      if (!mapped) throw new OutsideError(`The mapping "${channel}" found no lead in this row.`)
      const { key, values, touch } = mapped
      return { values: { source: channel, ...(key === undefined ? {} : { externalId: key }), ...values }, touch }
    },
  })

const known = new WeakMap<MappingDefinition, ReturnType<typeof compileMapping>>()

/** A file has thousands of rows and one mapping, and a mapping never changes: another file makes another one. */
function compiled(mapping: MappingDefinition): ReturnType<typeof compileMapping> {
  const found = known.get(mapping) ?? compileMapping(mapping)
  known.set(mapping, found)
  return found
}
