import { type CrmError, CrmErrors, type SaidMessage } from '../../errors.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import { FIELD_NAME, type FieldDeclaration, type Fields } from '../../model/fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { valueMistake } from './check-shape.js'
import type { Repair } from './fix.js'
import { inFileOrder } from './in-file-order.js'
import { shapesOf } from './sound-part.js'
import { errorAt, type Place, type SourceFile } from './source-file.js'

type FieldsByEntity = { readonly [E in EntityName]?: Fields }

/**
 * Collects the custom fields that files of kind `fields` declare, by entity. They are needed before anything else is checked,
 * because they become columns and words of the rules.
 * @throws {CrmErrors} with every wrong name, type, option or default, and every name that is taken.
 */
export function customFieldsIn(files: readonly SourceFile[]): FieldsByEntity {
  const { mistakes: shapes } = shapesOf(files.filter(({ kind }) => kind === 'fields'))
  const { fields, mistakes } = declaredFields(files)
  if (shapes.length + mistakes.length > 0) throw new CrmErrors(inFileOrder([...shapes, ...mistakes]))
  return fields
}

/** Fields that field files declare as they should, and what is wrong with the others. */
interface DeclaredFields {
  readonly fields: FieldsByEntity
  /** Those of shape are not among them; they are told where all shapes are checked. */
  readonly mistakes: readonly CrmError[]
  /** Files that declare a field wrongly. */
  readonly broken: readonly SourceFile[]
}

/** Collects the good declarations of field files beside those of plugins. */
export function declaredFields(files: readonly SourceFile[], ofPlugins: FieldsByEntity = {}): DeclaredFields {
  const fields: Partial<Record<EntityName, Record<string, FieldDeclaration>>> = {}
  const { sound } = shapesOf(files.filter(({ kind }) => kind === 'fields'))
  const found = sound.map((source) => ({ source, mistakes: addFields(source, fields, ofPlugins) }))
  return {
    fields,
    mistakes: found.flatMap(({ mistakes }) => mistakes),
    broken: found.filter(({ mistakes }) => mistakes.length > 0).map(({ source }) => source),
  }
}

interface FieldsFile {
  readonly entity: string
  readonly fields: Fields
}

function addFields(
  source: SourceFile,
  all: Partial<Record<EntityName, Record<string, FieldDeclaration>>>,
  ofPlugins: FieldsByEntity,
): CrmError[] {
  const { entity, fields } = source.value as unknown as FieldsFile
  if (!isEntity(entity)) return [unknownEntity(source, entity)]
  const taken = all[entity] ?? {}
  all[entity] = taken
  return Object.entries(fields).flatMap(([name, field]) => {
    if (Object.hasOwn(ofPlugins[entity] ?? {}, name)) {
      const message = {
        en: `Field "${name}" of ${entity} is declared by a plugin and by a field file.`,
        fa: `فیلد «${name}» از ${entity} را هم یک افزونه و هم یک فایل فیلد تعریف می‌کند.`,
      }
      return [errorAt(source, { path: ['fields', name], pointing: 'key' }, ['FIELD_DUPLICATE', message])]
    }
    const mistake = nameMistake(name, { entity, taken }) ?? declarationMistake(field)
    if (mistake) return [errorAt(source, placeOf(name, mistake), ['RULE_FIELD_INVALID', mistake.message])]
    taken[name] = field
    return []
  })
}

function unknownEntity(source: SourceFile, entity: string): CrmError {
  const known = Object.keys(coreEntities)
  const near = didYouMean(entity, known)
  const repair = near === undefined ? undefined : { value: near }
  const message = {
    en: `There is no entity "${entity}". ${near ? `Did you mean "${near}"?` : `Known: ${known.join(', ')}.`}`,
    fa: `موجودیتی به نام «${entity}» نیست. ${near ? `منظورتان «${near}» بود؟` : `شناخته‌شده‌ها: ${known.join('، ')}.`}`,
  }
  return errorAt(source, { path: ['entity'], repair }, ['RULE_FIELD_INVALID', message])
}

const placeOf = (name: string, { at, repair }: FieldMistake): Place => ({
  path: ['fields', name, ...at],
  pointing: 'key',
  repair,
})

const isEntity = (name: string): name is EntityName => Object.hasOwn(coreEntities, name)

interface FieldMistake {
  /** Below the field itself. */
  readonly at: readonly string[]
  readonly message: SaidMessage
  readonly repair?: Repair
}

function nameMistake(
  name: string,
  { entity, taken }: { readonly entity: EntityName; readonly taken: Fields },
): FieldMistake | undefined {
  if (!FIELD_NAME.test(name)) {
    const message = {
      en: `"${name}" cannot name a field: begin with a small letter, then letters and digits, at most 41.`,
      fa: `«${name}» نام فیلد نمی‌شود: با حرف کوچک لاتین آغاز شود، سپس حرف و رقم، حداکثر ۴۱ نویسه.`,
    }
    const key = camelCase(name)
    return FIELD_NAME.test(key) && !Object.hasOwn(taken, key) ? { at: [], message, repair: { key } } : { at: [], message }
  }
  if (Object.hasOwn(coreEntities[entity].fields, name))
    return {
      at: [],
      message: {
        en: `The ${entity} has a field "${name}" already, its own. Choose another name.`,
        fa: `${entity} خود فیلدی به نام «${name}» دارد. نام دیگری برگزینید.`,
      },
    }
  const other = Object.keys(taken).find((known) => known.toLowerCase() === name.toLowerCase())
  if (other === undefined) return undefined
  const message = {
    en: `The field "${other}" is declared already; this name differs from it in nothing or in capitals.`,
    fa: `فیلد «${other}» پیش‌تر تعریف شده است؛ این نام با آن یکی است یا تنها در حروف بزرگ فرق دارد.`,
  }
  return { at: [], message }
}

function declarationMistake(field: FieldDeclaration): FieldMistake | undefined {
  const isChoice = field.type === 'select' || field.type === 'multiSelect'
  if (isChoice && !field.oneOf)
    return {
      at: ['type'],
      message: {
        en: `A ${field.type} needs its options in "oneOf".`,
        fa: `نوع ${field.type} گزینه‌هایش را در "oneOf" لازم دارد.`,
      },
    }
  if (!isChoice && field.oneOf)
    return {
      at: ['oneOf'],
      message: {
        en: `Options in "oneOf" are for select and multiSelect; this field is of type ${field.type}.`,
        fa: `گزینه‌های "oneOf" برای select و multiSelect است؛ این فیلد از نوع ${field.type} است.`,
      },
    }
  if (field.type === 'reference' && !isEntity(field.entity ?? ''))
    return {
      at: field.entity === undefined ? ['type'] : ['entity'],
      message: {
        en: 'A reference names the entity it points to, for example "entity": "account".',
        fa: 'نوع reference موجودیتی را که به آن اشاره دارد نام می‌برد، مانند "entity": "account".',
      },
    }
  if (field.default === undefined) return undefined
  const mistake = valueMistake({ ...field }, field.default)
  if (mistake === undefined) return undefined
  const repair = mistake.path.length === 0 && mistake.repair ? { repair: mistake.repair } : {}
  const { en, fa } = mistake.message
  const message = { en: `The default does not fit: ${en}`, fa: `مقدار پیش‌فرض نمی‌خواند: ${fa}` }
  return { at: ['default'], message, ...repair }
}

/** `Head Count` as `headCount`. */
function camelCase(name: string): string {
  const [first = '', ...others] = name.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '')
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  return first.charAt(0).toLowerCase() + first.slice(1) + others.map(capital).join('')
}
