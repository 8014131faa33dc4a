import type { Crm } from '../../../crm/crm.js'
import type { RecordChange } from '../../../model/entities/record-change.js'
import type { Fields } from '../../../model/fields.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { Words } from '../../renderer-messages.js'
import type { ValueWriter } from '../../view-field.js'
import type { LeadLabels } from '../lead-labels.js'
import { recordValueWriter } from './record-values.js'

/** A write as a person reads it: who, when, and each field from what to what. */
export interface HistoryRow {
  readonly at: number
  readonly by: string
  readonly action: 'insert' | 'update' | 'remove'
  readonly edits: readonly { readonly name: string; readonly from: string; readonly to: string }[]
}

interface Telling {
  readonly fields: Fields
  readonly writer: ValueWriter
  readonly words: Words
  readonly labels: LeadLabels
}

/** Tells the history of a record; of a new one only that it was made. */
export async function historyRows(
  crm: Pick<Crm, 'store' | 'settings'>,
  changes: readonly RecordChange[],
  { fields, writer, words, labels }: Telling,
): Promise<readonly HistoryRow[]> {
  const values = changes.flatMap(({ before, after }) => [valuesOf(before), valuesOf(after)])
  const write = await recordValueWriter(crm, { fields, records: values, writer, words })
  return changes.map(({ at, actor, action, before, after }) => {
    const [from, to] = [valuesOf(before), valuesOf(after)]
    const edited = action === 'update' ? Object.keys(to).filter((name) => fields[name]?.type !== 'json') : []
    return {
      at,
      by: actor === 'system' ? words('records.system') : labels.owner(actor),
      action,
      edits: edited.map((name) => ({
        name: textIn(fields[name]?.label ?? name, labels.language),
        from: write(name, from[name]).text,
        to: write(name, to[name]).text,
      })),
    }
  })
}

const valuesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
