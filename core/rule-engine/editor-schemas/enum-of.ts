import type { JsonSchema } from '../../model/fields.js'
import { bilingual, type Choice } from './choices.js'

/** Exactly these values, each with its label. */
export function enumOf(choices: readonly Choice[]): JsonSchema {
  // An empty list of choices is no schema; what has no names yet takes any.
  if (choices.length === 0) return {}
  const labels = choices.map(({ value, label }) => bilingual(label) ?? value)
  return {
    enum: choices.map(({ value }) => value),
    enumDescriptions: labels,
    markdownEnumDescriptions: choices.map(({ value }, index) => `**${labels[index]}** \`${value}\``),
  }
}

/** These values are offered; others may stand here as well. */
export const offered = (choices: readonly Choice[]): JsonSchema => ({ anyOf: [enumOf(choices), { type: 'string' }] })

/** A description in both languages, for a hover. */
export function described(label: Choice['label'], more = ''): JsonSchema {
  const text = bilingual(label)
  return text === undefined ? {} : { description: text, markdownDescription: `**${text}**${more === '' ? '' : `\n\n${more}`}` }
}

/** A rule of a schema that holds where a key has a value. */
export const where = (key: string, value: string, then: JsonSchema): JsonSchema => ({
  if: { required: [key], properties: { [key]: { const: value } } },
  then,
})
