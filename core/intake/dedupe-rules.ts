import { type DedupeRules, dedupeRulesFrom } from '../model/dedupe-policy.js'
import type { FieldType } from '../model/fields.js'
import type { Engine } from './engine.js'

/** By what leads are found to be one: the dedupe file, otherwise the settings of the deployment. */
export const dedupeRules = ({ rules, settings }: Pick<Engine, 'rules' | 'settings'>): DedupeRules =>
  rules().dedupe ?? dedupeRulesFrom(settings.dedupe)

/** A field beside the core's own by whose value leads are found. */
export interface ComparedField {
  readonly field: string
  readonly type: FieldType
}

/** The fields that the dedupe file names beside e-mail, phone and external id. */
export function comparedFields(engine: Pick<Engine, 'rules' | 'settings' | 'fields'>): readonly ComparedField[] {
  const own = dedupeRules(engine).exact.filter(({ field }) => !CORE.has(field))
  return own.flatMap(({ field }) => {
    const type = engine.fields.lead[field]?.type
    return type === undefined ? [] : [{ field, type }]
  })
}

const CORE: ReadonlySet<string> = new Set(['email', 'phone', 'externalId'])
