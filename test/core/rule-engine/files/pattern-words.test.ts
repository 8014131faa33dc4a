import { expect, test } from 'vitest'
import { fieldSchema } from '../../../../core/model/field-schema.js'
import { hasPatternWords } from '../../../../core/rule-engine/files/pattern-words.js'
import { conditionsSchema, kindSchemas } from '../../../../core/rule-engine/files/schemas/index.js'

/** Every pattern anywhere in a schema. */
function patternsIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === 'pattern' && typeof inner === 'string' ? [inner] : patternsIn(inner),
  )
}

test('no reader is shown a regular expression: every pattern of the schemas has words', () => {
  const patterns = patternsIn([kindSchemas, conditionsSchema, fieldSchema({ type: 'money' })])
  expect(new Set(patterns).size).toBeGreaterThan(4)
  expect(patterns.filter((pattern) => !hasPatternWords(pattern))).toEqual([])
})
