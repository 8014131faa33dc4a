import { isDeepStrictEqual } from 'node:util'
import { getNodeValue, type Node } from 'jsonc-parser'
import { CrmError, type SaidMessage } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { fixOf, type Repair } from './fix.js'
import { errorAt, isRuleKind, positionOf, RULE_KINDS, type RuleKind, type SourceFile, shownPath } from './source-file.js'
import { syntaxTree } from './syntax-tree.js'
import { unseenIn } from './unseen-signs.js'

const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype']

/** A text found below a layer's folder. */
export interface FoundText {
  readonly layer: string
  readonly folder: string
  /** Below the folder, with `/` on every system. */
  readonly path: string
  readonly text: string
}

/** Reads one file's JSON with positions. Answers the file, or every mistake that keeps it from being one. */
export function parseSource(found: FoundText): SourceFile | readonly CrmError[] {
  const { layer, path, text } = found
  const file = shownPath(found.folder, path)
  const named = kindInName(path)
  if (!isRuleKind(named)) return [unknownKind(file, named)]
  const tree = syntaxTree(file, text)
  if (!('type' in tree)) return tree
  const mistakes = treeMistakes(tree, { file, text })
  if (mistakes.length > 0) return mistakes
  const value = structuredClone(getNodeValue(tree)) as Readonly<Record<string, unknown>>
  const wrong = envelopeMistake(value, { file, text, tree, path, named })
  if (wrong) return [wrong]
  return { kind: named, id: String(value['id']), path, layer, file, text, value, tree }
}

/** `scoring` of `scoring/lead-score.scoring.json`. */
export function kindInName(path: string): string {
  return path.split('/').at(-1)?.split('.').at(-2) ?? ''
}

function unknownKind(file: string, kind: string): CrmError {
  const way = kindsWords(kindMeant(kind))
  const message = {
    en: `The file name says kind "${kind}", which no rule file has. ${way.en}`,
    fa: `نام فایل نوع «${kind}» را می‌گوید که هیچ فایل قاعده‌ای ندارد. ${way.fa}`,
  }
  return new CrmError('FILE_KIND_UNKNOWN', message, { details: { file, line: 1, column: 1 } })
}

/** The kind that somebody meant who wrote it nearly, or only its beginning. */
function kindMeant(kind: string): RuleKind | undefined {
  const near = didYouMean(kind, RULE_KINDS)
  const starting = RULE_KINDS.filter((known) => kind.length > 3 && known.startsWith(kind.toLowerCase().slice(0, 4)))
  return RULE_KINDS.find((known) => known === near) ?? (starting.length === 1 ? starting[0] : undefined)
}

const kindsWords = (near: RuleKind | undefined): SaidMessage => ({
  en: `${near ? `Did you mean "${near}"? ` : ''}Known kinds: ${RULE_KINDS.join(', ')}.`,
  fa: `${near ? `منظورتان «${near}» بود؟ ` : ''}نوع‌های شناخته‌شده: ${RULE_KINDS.join('، ')}.`,
})

interface TextPlace {
  readonly file: string
  readonly text: string
}

function treeMistakes(node: Node, place: TextPlace): CrmError[] {
  const children = node.children ?? []
  if (node.type !== 'object') return children.flatMap((child) => treeMistakes(child, place))
  const seen = new Map<string, Node | undefined>()
  return children.flatMap((property) => {
    const [key, value] = property.children ?? []
    const name = String(key?.value)
    const mistake = keyMistake(name, { seen, property, text: place.text })
    if (!seen.has(name)) seen.set(name, value)
    const details = () => ({ file: place.file, ...positionOf(place.text, property.offset), field: name })
    const here = mistake ? [new CrmError(mistake.code, mistake.message, { details: { ...details(), ...mistake.more } })] : []
    const unseen = [key, isName(name) ? value : undefined].flatMap((node) => (node ? unseenIn(node, place) : []))
    return value ? [...here, ...unseen, ...treeMistakes(value, place)] : [...here, ...unseen]
  })
}

/** Keys whose values name something. */
const isName = (key: string): boolean => ['kind', 'id', 'fact', 'path', 'operator', 'condition', 'apiVersion'].includes(key)

interface KeyPlace {
  readonly seen: ReadonlyMap<string, Node | undefined>
  readonly property: Node
  readonly text: string
}

const forbidden = (name: string): SaidMessage => ({
  en: `The key "${name}" is not allowed in a rule file.`,
  fa: `کلید «${name}» در فایل قاعده مجاز نیست.`,
})

function keyMistake(name: string, { seen, property, text }: KeyPlace) {
  if (FORBIDDEN_KEYS.includes(name)) return { code: 'FILE_KEY_FORBIDDEN', message: forbidden(name), more: {} } as const
  if (!seen.has(name)) return undefined
  const message = {
    en: `The key "${name}" stands twice in this object; only one can count.`,
    fa: `کلید «${name}» در این شیء دو بار آمده است؛ تنها یکی می‌تواند معتبر باشد.`,
  }
  const [first, second] = [seen.get(name), property.children?.[1]]
  const isSame = first && second && isDeepStrictEqual(getNodeValue(first), getNodeValue(second))
  const fix = isSame ? fixOf({ text, tree: property }, [], { remove: true }) : undefined
  return { code: 'FILE_KEY_DUPLICATE', message, more: fix ? { fix } : {} } as const
}

interface EnvelopePlace extends TextPlace {
  readonly tree: Node
  readonly path: string
  readonly named: RuleKind
}

function envelopeMistake(value: Readonly<Record<string, unknown>>, place: EnvelopePlace): CrmError | undefined {
  const { kind, id } = value
  if (kind !== undefined && !isRuleKind(kind)) {
    const near = kindMeant(String(kind))
    const way = kindsWords(near)
    const message = {
      en: `"${String(kind)}" is no kind of rule file. ${way.en}`,
      fa: `«${String(kind)}» نوعی از فایل قاعده نیست. ${way.fa}`,
    }
    const repair = near === place.named ? { value: near } : undefined
    return errorAt(place, { path: ['kind'], repair }, ['FILE_KIND_UNKNOWN', message])
  }
  if (kind !== place.named) {
    const message = {
      en: `The file name says kind "${place.named}", the file itself says ${kind === undefined ? 'none' : `"${kind}"`}.`,
      fa: `نام فایل نوع «${place.named}» را می‌گوید، خود فایل ${kind === undefined ? 'هیچ نوعی' : `«${kind}»`} را.`,
    }
    const repair: Repair | undefined = kind === undefined ? { add: { kind: place.named } } : undefined
    return errorAt(place, { path: repair ? [] : ['kind'], repair }, ['FILE_NAME_MISMATCH', message])
  }
  return FILE_ID.test(String(id)) && typeof id === 'string' ? undefined : idMistake(id, place)
}

const FILE_ID = /^[a-z][a-z0-9-]{0,60}$/

function idMistake(id: unknown, place: EnvelopePlace): CrmError {
  const message = {
    en: 'A rule file has an "id" of small letters, digits and dashes, for example "lead-score".',
    fa: 'فایل قاعده "id" دارد: حروف کوچک لاتین، رقم و خط تیره، مانند "lead-score".',
  }
  const text = typeof id === 'string' ? id : (place.path.split('/').at(-1)?.split('.')[0] ?? '')
  const slug = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
  const isPlain = FILE_ID.test(slug) && (id === undefined || typeof id === 'string')
  const repair: Repair = id === undefined ? { add: { id: slug } } : { value: slug }
  return errorAt(place, { path: id === undefined ? [] : ['id'], ...(isPlain ? { repair } : {}) }, ['RULE_SHAPE', message])
}
