import { type MisplacedKey, misplacedKeys } from './misplaced-keys.js'
import type { PlacedError } from './placed-error.js'
import { insteadOf } from './schemas/parts.js'
import { repairOf } from './shape-repairs.js'
import { type KeyMistake, unknownKeyMistakes } from './unknown-keys.js'
import { valueWords } from './value-words.js'

/** ajv reports every consequence; a reader wants the cause, once per node. */
export function rootMistakes(errors: readonly PlacedError[]): KeyMistake[] {
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
    ...unknownKeyMistakes(unknownKeys, direct),
    ...[...missing.values()].map(missingMistake),
    ...firstPerPath(others).map(wrongValue),
  ]
}

function misplacedMistake({ stray, into }: MisplacedKey): KeyMistake {
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

function missingMistake(errors: readonly PlacedError[]): KeyMistake {
  const keys = [...new Set(errors.map(({ params }) => String(params['missingProperty'])))]
  const [only] = keys
  const names = keys.map((key) => `"${key}"`)
  const way = keys.length === 1 ? waysOf(only ?? '', errors[0]?.parentSchema) : { en: '', fa: '' }
  const message = {
    en: `${names.join(' and ')} ${keys.length === 1 ? 'is' : 'are'} missing here.${way.en}`,
    fa: `${names.join(' و ')} اینجا نیامده است.${way.fa}`,
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

/** What may stand under a key that is missing, or in its place. */
function waysOf(key: string, schema: PlacedError['parentSchema']): { readonly en: string; readonly fa: string } {
  const instead = insteadOf(schema, key)
  if (instead) return { en: ` ${instead.en}`, fa: ` ${instead.fa}` }
  const known = (schema?.['properties'] ?? {}) as Readonly<Record<string, { readonly enum?: readonly string[] } | undefined>>
  const choices = known[key]?.enum
  return choices
    ? { en: ` It is one of: ${choices.join(', ')}.`, fa: ` یکی از این‌هاست: ${choices.join('، ')}.` }
    : { en: '', fa: '' }
}

function wrongValue(error: PlacedError): KeyMistake {
  const repair = repairOf(error)
  return { path: error.path, pointing: 'value', message: valueWords(error), ...(repair ? { repair } : {}) }
}
