import { CrmError } from '../../errors.js'
import { IMPORT_ENTITIES, type ImportEntity, isImportEntity } from '../../model/import-fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'

/**
 * What the rows of a file are said to be.
 * @throws {CrmError} IMPORT_INVALID with the entities there are.
 */
export function requireImportEntity(name: string): ImportEntity {
  if (isImportEntity(name)) return name
  const near = didYouMean(name, IMPORT_ENTITIES)
  const shown = name.slice(0, 60)
  throw new CrmError(
    'IMPORT_INVALID',
    {
      en: `"${shown}" cannot be imported.${near ? ` Did you mean "${near}"?` : ''} Known: ${IMPORT_ENTITIES.join(', ')}.`,
      fa: `«${shown}» را نمی‌شود وارد کرد.${near ? ` آیا منظور «${near}» بود؟` : ''} موجودیت‌ها: ${IMPORT_ENTITIES.join('، ')}.`,
    },
    { details: { field: 'entity' } },
  )
}
