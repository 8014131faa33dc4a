import type { JSONPath } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Repair } from './fix.js'
import { meantOpening } from './meant-opening.js'
import { type MisplacedKey, misplacedKeys } from './misplaced-keys.js'
import type { PlacedError } from './placed-error.js'
import { repairOf } from './shape-repairs.js'
import { valueWords } from './value-words.js'

interface Mistake {
  readonly path: JSONPath
  readonly pointing: 'key' | 'value'
  readonly message: SaidMessage
  readonly repair?: Repair
}

/** ajv reports every consequence; a reader wants the cause, once per node. */
export function rootMistakes(errors: readonly PlacedError[]): Mistake[] {
  const misplaced = misplacedKeys(errors)
  const told = new Set(misplaced.flatMap(({ stray, lacking }) => [stray, lacking]))
  const direct = errors.filter((error) => error.keyword !== 'if' && !told.has(error))
  const unknownKeys = direct.filter(({ keyword }) => keyword === 'additionalProperties')
  const withUnknownKey = new Set(unknownKeys.map(({ instancePath }) => instancePath))
  const missing = new Map<string, PlacedError[]>()
  for (const error of direct) {
    if (error.keyword !== 'required' || withUnknownKey.has(error.instancePath)) continue
    missing.set(error.instancePath, [...(missing.get(error.instancePath) ?? []), error])
  }
  const others = direct.filter(({ keyword }) => keyword !== 'additionalProperties' && keyword !== 'required')
  return [
    ...misplaced.map(misplacedMistake),
    ...unknownKeys.map(unknownKeyMistake),
    ...[...missing.values()].map(missingMistake),
    ...firstPerPath(others).map(wrongValue),
  ]
}

function misplacedMistake({ stray, into }: MisplacedKey): Mistake {
  const key = String(stray.params['additionalProperty'])
  const message = {
    en: `The key "${key}" belongs inside "${into}": move it there.`,
    fa: `جای کلید «${key}» درون «${into}» است: آن را به آنجا ببرید.`,
  }
  return { path: [...stray.path, key], pointing: 'key', message }
}

function firstPerPath(errors: readonly PlacedError[]): PlacedError[] {
  return [...new Map(errors.toReversed().map((error) => [error.instancePath, error])).values()].reverse()
}

function unknownKeyMistake({ path, params, parentSchema, data }: PlacedError): Mistake {
  const key = String(params['additionalProperty'])
  const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {})
  const opening = meantOpening(key, { known, value: (data as Readonly<Record<string, unknown>>)[key] })
  const near = opening?.key ?? didYouMean(key, known)
  const meant = opening?.around === undefined ? `"${near}"` : `"${near}": { "${opening.around}": … }`
  const isFree = near !== undefined && !Object.hasOwn(data as object, near)
  return {
    path: [...path, key],
    pointing: 'key',
    message: {
      en: `The key "${key}" is not known here. ${near ? `Did you mean ${meant}?` : `Known here: ${known.join(', ')}.`}`,
      fa: `کلید «${key}» اینجا شناخته نیست. ${near ? `منظورتان ${meant} بود؟` : `شناخته‌شده‌ها: ${known.join('، ')}.`}`,
    },
    ...(isFree ? { repair: opening ?? { key: near } } : {}),
  }
}

function missingMistake(errors: readonly PlacedError[]): Mistake {
  const keys = [...new Set(errors.map(({ params }) => String(params['missingProperty'])))]
  const [only] = keys
  const names = keys.map((key) => `"${key}"`)
  const message = {
    en: `${names.join(' and ')} ${keys.length === 1 ? 'is' : 'are'} missing here.`,
    fa: `${names.join(' و ')} اینجا نیامده است.`,
  }
  // The only key whose value is the same in every file.
  const isPlain = keys.length === 1 && only === 'apiVersion'
  return {
    path: errors[0]?.path ?? [],
    pointing: 'value',
    message,
    ...(isPlain ? { repair: { add: { apiVersion: 'sarnakh/v1' } } } : {}),
  }
}

function wrongValue(error: PlacedError): Mistake {
  const repair = repairOf(error)
  return { path: error.path, pointing: 'value', message: valueWords(error), ...(repair ? { repair } : {}) }
}
