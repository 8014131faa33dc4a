import { type CrmError, CrmErrors } from '../../errors.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import { FIELD_NAME, type FieldDeclaration, type Fields } from '../../model/fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { checkShape, valueMistake } from './check-shape.js'
import { inFileOrder } from './in-file-order.js'
import { errorAt, type SourceFile } from './source-file.js'

/**
 * Collects the custom fields that files of kind `fields` declare, by entity. They are needed before anything else is checked,
 * because they become columns and words of the rules.
 * @throws {CrmErrors} with every wrong name, type, option or default, and every name that is taken.
 */
export function customFieldsIn(files: readonly SourceFile[]): { readonly [E in EntityName]?: Fields } {
  const sources = files.filter(({ kind }) => kind === 'fields')
  const mistakes: CrmError[] = sources.flatMap(checkShape)
  if (mistakes.length > 0) throw new CrmErrors(inFileOrder(mistakes))
  const fields: Partial<Record<EntityName, Record<string, FieldDeclaration>>> = {}
  for (const source of sources) mistakes.push(...addFields(source, fields))
  if (mistakes.length > 0) throw new CrmErrors(inFileOrder(mistakes))
  return fields
}

interface FieldsFile {
  readonly entity: string
  readonly fields: Fields
}

function addFields(source: SourceFile, all: Partial<Record<EntityName, Record<string, FieldDeclaration>>>): CrmError[] {
  const { entity, fields } = source.value as unknown as FieldsFile
  if (!isEntity(entity)) {
    const known = Object.keys(coreEntities)
    const near = didYouMean(entity, known)
    const way = near ? `Did you mean "${near}"?` : `Known: ${known.join(', ')}.`
    return [errorAt(source, { path: ['entity'] }, ['RULE_FIELD_INVALID', `There is no entity "${entity}". ${way}`])]
  }
  const taken = all[entity] ?? {}
  all[entity] = taken
  return Object.entries(fields).flatMap(([name, field]) => {
    const mistake = nameMistake(name, { entity, taken }) ?? declarationMistake(field)
    if (mistake)
      return [
        errorAt(source, { path: ['fields', name, ...mistake.at], pointing: 'key' }, ['RULE_FIELD_INVALID', mistake.message]),
      ]
    taken[name] = field
    return []
  })
}

const isEntity = (name: string): name is EntityName => Object.hasOwn(coreEntities, name)

interface FieldMistake {
  /** Below the field itself. */
  readonly at: readonly string[]
  readonly message: string
}

function nameMistake(
  name: string,
  { entity, taken }: { readonly entity: EntityName; readonly taken: Fields },
): FieldMistake | undefined {
  if (!FIELD_NAME.test(name))
    return { at: [], message: `"${name}" cannot name a field: begin with a small letter, then letters and digits, at most 41.` }
  if (Object.hasOwn(coreEntities[entity].fields, name))
    return { at: [], message: `The ${entity} has a field "${name}" already, its own. Choose another name.` }
  const other = Object.keys(taken).find((known) => known.toLowerCase() === name.toLowerCase())
  return other === undefined
    ? undefined
    : { at: [], message: `The field "${other}" is declared already; this name differs from it in nothing or in capitals.` }
}

function declarationMistake(field: FieldDeclaration): FieldMistake | undefined {
  const isChoice = field.type === 'select' || field.type === 'multiSelect'
  if (isChoice && !field.oneOf) return { at: ['type'], message: `A ${field.type} needs its options in "oneOf".` }
  if (!isChoice && field.oneOf)
    return { at: ['oneOf'], message: `Options in "oneOf" are for select and multiSelect; this field is a ${field.type}.` }
  if (field.type === 'reference' && !isEntity(field.entity ?? ''))
    return {
      at: field.entity === undefined ? ['type'] : ['entity'],
      message: 'A reference names the entity it points to, for example "entity": "account".',
    }
  if (field.default === undefined) return undefined
  const mistake = valueMistake({ ...field }, field.default)
  return mistake === undefined ? undefined : { at: ['default'], message: `The default does not fit: ${mistake}` }
}
