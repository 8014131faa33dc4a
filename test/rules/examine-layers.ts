import type { CrmError } from '../../core/errors.js'
import {
  declaredFields,
  lintRules,
  type OtherTexts,
  type RuleSet,
  readLayers,
  type SourceFile,
  tryRuleSet,
} from '../../core/rule-engine/index.js'
import { vocabularyWith } from './base-vocabulary.js'

interface Layer {
  readonly name: string
  readonly folder: string
}

export const baseLayer: Layer = { name: 'base', folder: new URL('../../rules', import.meta.url).pathname }

export interface Examined {
  readonly files: readonly SourceFile[]
  readonly ruleSet?: RuleSet
  readonly mistakes: readonly CrmError[]
}

/** Everything that is found in rule files of these layers with the plugins of the base; with an instant, what lints find as well. */
export async function examineLayers(
  layers: readonly Layer[],
  { texts, lintAt }: { readonly texts?: OtherTexts; readonly lintAt?: number } = {},
): Promise<Examined> {
  const reading = await readLayers(layers, texts)
  const { fields, mistakes, broken } = declaredFields(reading.files)
  const all = { ...reading, broken: [...reading.broken, ...broken], mistakes: [...reading.mistakes, ...mistakes] }
  const tried = tryRuleSet(all, vocabularyWith(fields))
  if (!tried.ruleSet || lintAt === undefined) return { ...tried, files: reading.files }
  const lints = lintRules(reading.files, tried.ruleSet, { now: lintAt })
  return { ...tried, files: reading.files, mistakes: [...tried.mistakes, ...lints] }
}
