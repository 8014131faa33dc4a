import { isDeepStrictEqual } from 'node:util'
import type { CrmError } from '../../errors.js'
import type { FieldDeclaration, Fields } from '../../model/fields.js'
import { errorAt, type SourceFile } from './source-file.js'

/** Every custom field that was added, changed or removed between two readings of the field files, at its place. */
export function fieldChanges(before: readonly SourceFile[], after: readonly SourceFile[]): readonly CrmError[] {
  const old = declarationsIn(before)
  const now = declarationsIn(after)
  const changed = [...now.values()].flatMap((field) => {
    const known = old.get(field.name)
    if (isDeepStrictEqual(known?.declaration, field.declaration)) return []
    return [needsRestart(field, { what: known ? 'changed' : 'added', source: field.source })]
  })
  const removed = [...old.values()].flatMap((field) => {
    const source = after.find(({ file }) => file === field.source.file) ?? field.source
    return now.has(field.name) ? [] : [needsRestart(field, { what: 'removed', source })]
  })
  return [...changed, ...removed]
}

interface DeclaredField {
  /** `lead.size`. */
  readonly name: string
  readonly field: string
  readonly declaration: FieldDeclaration
  readonly source: SourceFile
}

function declarationsIn(files: readonly SourceFile[]): ReadonlyMap<string, DeclaredField> {
  const all = files.flatMap((source) => {
    if (source.kind !== 'fields') return []
    const { entity, fields } = source.value as { readonly entity: string; readonly fields: Fields }
    return Object.entries(fields).map(([field, declaration]) => ({ name: `${entity}.${field}`, field, declaration, source }))
  })
  return new Map(all.map((field) => [field.name, field]))
}

const CHANGES = { added: 'افزوده شده', changed: 'تغییر کرده', removed: 'حذف شده' } as const

function needsRestart(
  { name, field }: DeclaredField,
  { what, source }: { what: keyof typeof CHANGES; source: SourceFile },
): CrmError {
  const message = {
    en: `The custom field "${name}" was ${what}; fields are columns, so that takes a migration and a restart.`,
    fa: `فیلد سفارشی «${name}» ${CHANGES[what]} است؛ فیلد ستونی از پایگاه داده است، پس مهاجرت و راه‌اندازی دوباره لازم است.`,
  }
  return errorAt(source, { path: ['fields', field], pointing: 'key' }, ['FIELDS_NEED_RESTART', message])
}
