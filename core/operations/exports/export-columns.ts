import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { FieldDeclaration } from '../../model/fields.js'

import { didYouMean } from '../../model/text/did-you-mean.js'

/** What can be exported: all that can be imported again, and what only the system writes. */
export const EXPORT_ENTITIES = [
  'team',
  'user',
  'account',
  'contact',
  'product',
  'campaign',
  'lead',
  'opportunity',
  'opportunityLine',
  'opportunityContact',
  'document',
  'activity',
  'task',
  'touch',
  'consent',
  'message',
  'statusChange',
  'notification',
  'auditEntry',
] as const

export type ExportEntity = (typeof EXPORT_ENTITIES)[number]

const isExportEntity = (name: string): name is ExportEntity => (EXPORT_ENTITIES as readonly string[]).includes(name)

/** A column of an export. */
export interface ExportColumn {
  readonly field: string
  readonly declaration: FieldDeclaration
}

/** Kept for the machine alone. */
const MACHINE = new Set(['version', 'nextChangeAt', 'rulesTrue', 'nameKey', 'websiteKey', 'emailKey', 'phoneKey'])

/**
 * The columns of an export, all of them without a choice; secrets are never among them.
 * @throws {CrmError} EXPORT_INVALID.
 */
export function exportColumns(
  { fields }: Pick<Engine, 'fields'>,
  { entity, columns }: { entity: ExportEntity; columns?: readonly string[] },
): readonly ExportColumn[] {
  const open = Object.entries(fields[entity]).filter(([name, { secret }]) => !secret && !MACHINE.has(name))
  const known = new Map(open.map(([field, declaration]) => [field, { field, declaration }]))
  if (columns === undefined || columns.length === 0) return [...known.values()]
  return columns.map((name) => known.get(name) ?? refuse(name, { entity, known: [...known.keys()] }))
}

function refuse(name: string, { entity, known }: { entity: string; known: readonly string[] }): never {
  const near = didYouMean(name, known)
  const shown = name.slice(0, 60)
  throw new CrmError(
    'EXPORT_INVALID',
    {
      en: `${entity} has no column "${shown}"${near ? `; did you mean "${near}"?` : `. Known: ${known.join(', ')}.`}`,
      fa: `${entity} ستون «${shown}» را ندارد${near ? `؛ آیا منظور «${near}» بود؟` : `. ستون‌ها: ${known.join('، ')}.`}`,
    },
    { details: { field: 'columns' } },
  )
}

/** @throws {CrmError} EXPORT_INVALID. */
export function requireExportEntity(name: string): ExportEntity {
  if (isExportEntity(name)) return name
  const near = didYouMean(name, EXPORT_ENTITIES)
  const shown = name.slice(0, 60)
  throw new CrmError('EXPORT_INVALID', {
    en: `There is no entity "${shown}"${near ? `; did you mean "${near}"?` : `. Known: ${EXPORT_ENTITIES.join(', ')}.`}`,
    fa: `موجودیت «${shown}» نیست${near ? `؛ آیا منظور «${near}» بود؟` : `. موجودیت‌ها: ${EXPORT_ENTITIES.join('، ')}.`}`,
  })
}
