import { expect } from 'vitest'
import { fieldsSchema } from '../../model/field-schema.js'
import { FIELD_NAME, type Fields } from '../../model/fields.js'
import { compileSchema } from '../../model/validate.js'
import { type Text, textIn } from '../../plugin-api/index.js'

/** What holds for every contribution: people can read its name, and its parameters are declared so that they can be filled. */
export function expectWellDeclared({ label, params = {} }: { label: Text; params?: Fields }): void {
  expect(textIn(label, 'en').trim()).not.toBe('')
  for (const name of Object.keys(params)) expect(name).toMatch(FIELD_NAME)
  const defaults = Object.entries(params).flatMap(([name, field]) =>
    field.default === undefined ? [] : [[name, field.default] as const],
  )
  const mistakes = compileSchema(fieldsSchema(params))(Object.fromEntries(defaults))
  const required = Object.keys(params).filter((name) => params[name]?.required)
  expect(mistakes.filter(({ field }) => !required.includes(field ?? ''))).toEqual([])
}
