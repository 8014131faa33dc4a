import type { JSONPath } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Repair } from './fix.js'
import { meantOpening } from './meant-opening.js'
import type { PlacedError } from './placed-error.js'
import { insteadOf } from './schemas/parts.js'

/** What is wrong at a key or its value, before it has a line. */
export interface KeyMistake {
  readonly path: JSONPath
  readonly pointing: 'key' | 'value'
  readonly message: SaidMessage
  readonly repair?: Repair
}

type Entries = Readonly<Record<string, unknown>>

/** Keys that are not known where they stand: each with what was meant, and those of one object of which nobody knows that as one. */
export function unknownKeyMistakes(unknown: readonly PlacedError[], all: readonly PlacedError[]): readonly KeyMistake[] {
  const nodes = new Map<string, PlacedError[]>()
  for (const error of unknown) nodes.set(error.instancePath, [...(nodes.get(error.instancePath) ?? []), error])
  return [...nodes.values()].flatMap((errors) => {
    const around = missingWrap(errors, all) ?? needlessWrap(errors)
    if (around) return [around]
    const [clear, unclear] = [errors.filter(isClear), errors.filter((error) => !isClear(error))]
    return [...clear.map(nearKeyMistake), ...(unclear.length > 0 ? [unclearMistake(unclear)] : [])]
  })
}

const keyOf = ({ params }: PlacedError): string => String(params['additionalProperty'])
const knownIn = ({ parentSchema }: PlacedError): Entries => (parentSchema?.['properties'] as Entries | undefined) ?? {}

/** All that stands here belongs one level deeper, under the only key that is known here and is missing. */
function missingWrap([first, ...others]: readonly PlacedError[], all: readonly PlacedError[]): KeyMistake | undefined {
  if (!first) return undefined
  const [inner, ...more] = Object.entries(knownIn(first))
  const isMissing = all.some(({ keyword, instancePath }) => keyword === 'required' && instancePath === first.instancePath)
  const keys = Object.keys(first.data as object)
  if (!inner || more.length > 0 || !isMissing || keys.length !== others.length + 1 || !isMap(inner[1])) return undefined
  const [key] = inner
  const message = {
    en: `What stands here belongs inside "${key}": { "${key}": { "${keys[0]}": … } }.`,
    fa: `آنچه اینجا آمده باید درون «${key}» باشد: ‎{ "${key}": { "${keys[0]}": … } }.`,
  }
  return { path: first.path, pointing: 'value', message, repair: { wrap: key } }
}

/** Whether any key may stand in it. */
const isMap = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && typeof (schema as Entries)['additionalProperties'] === 'object'

/** Conditions inside a further `conditions`, where they stand for themselves. */
function needlessWrap([first, ...others]: readonly PlacedError[]): KeyMistake | undefined {
  if (!first || others.length > 0 || keyOf(first) !== 'conditions' || !isOpening(knownIn(first))) return undefined
  const inner = (first.data as Entries)['conditions']
  const isWhole = Object.keys(first.data as object).length === 1 && typeof inner === 'object' && inner !== null
  const message = {
    en: 'The key "conditions" is not needed here: write "all", "any", "not" or "condition" at once, as in { "all": [ … ] }.',
    fa: 'کلید «conditions» اینجا لازم نیست: یکی از «all»، «any»، «not» یا «condition» را بی‌واسطه بنویسید، مانند { "all": [ … ] }.',
  }
  const isGroup = isWhole && OPENINGS.some((key) => Object.hasOwn(inner, key))
  return {
    path: isGroup ? first.path : [...first.path, 'conditions'],
    pointing: isGroup ? 'value' : 'key',
    message,
    ...(isGroup ? { repair: { unwrap: 'conditions' } } : {}),
  }
}

const OPENINGS = ['all', 'any', 'not', 'condition'] as const
const isOpening = (known: Entries): boolean => OPENINGS.every((key) => key in known)

const isClear = (error: PlacedError): boolean => nearOf(error).near !== undefined

function nearOf(error: PlacedError) {
  const [key, known] = [keyOf(error), Object.keys(knownIn(error))]
  const opening = meantOpening(key, { known, value: (error.data as Entries)[key] })
  return { opening, near: opening?.key ?? didYouMean(key, known) }
}

function nearKeyMistake(error: PlacedError): KeyMistake {
  const key = keyOf(error)
  const { opening, near = '' } = nearOf(error)
  const meant = opening?.around === undefined ? `"${near}"` : `"${near}": { "${opening.around}": … }`
  const isFree = !Object.hasOwn(error.data as object, near)
  return {
    path: [...error.path, key],
    pointing: 'key',
    message: {
      en: `The key "${key}" is not known here. Did you mean ${meant}?`,
      fa: `کلید «${key}» اینجا شناخته نیست. منظورتان ${meant} بود؟`,
    },
    ...(isFree ? { repair: opening ?? { key: near } } : {}),
  }
}

function unclearMistake(errors: readonly PlacedError[]): KeyMistake {
  const [first] = errors
  const keys = errors.map(keyOf)
  const known = first ? Object.keys(knownIn(first)) : []
  const instead = first && keys.map((key) => insteadOf(first.parentSchema, key)).find((words) => words !== undefined)
  const way = instead ?? { en: `Known here: ${known.join(', ')}.`, fa: `شناخته‌شده‌ها: ${known.join('، ')}.` }
  const isOne = keys.length === 1
  return {
    path: [...(first?.path ?? []), keys[0] ?? ''],
    pointing: 'key',
    message: {
      en: `The ${isOne ? 'key' : 'keys'} ${keys.map((key) => `"${key}"`).join(', ')} ${isOne ? 'is' : 'are'} not known here. ${way.en}`,
      fa: `${isOne ? 'کلید' : 'کلیدهای'} ${keys.map((key) => `«${key}»`).join('، ')} اینجا شناخته ${isOne ? 'نیست' : 'نیستند'}. ${way.fa}`,
    },
  }
}
