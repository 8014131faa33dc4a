const WIDTH = 130

/**
 * A value as JSON the way people write it: on one line where it fits, otherwise one line for each part.
 * @example printJson({ name: 'exactly 500' }, { indent: 4, column: 4 }) // '{ "name": "exactly 500" }'
 */
export function printJson(value: unknown, { indent, column }: { readonly indent: number; readonly column: number }): string {
  const line = onOneLine(value)
  if (typeof value !== 'object' || value === null || column + line.length < WIDTH) return line
  const inside = ' '.repeat(indent + 2)
  const parts = Array.isArray(value)
    ? value.map((element: unknown) => inside + printJson(element, { indent: indent + 2, column: indent + 2 }))
    : entriesOf(value).map(([key, inner]) => {
        const name = `${inside}${JSON.stringify(key)}: `
        return name + printJson(inner, { indent: indent + 2, column: name.length })
      })
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.join(',\n')}\n${' '.repeat(indent)}${close}`
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = entriesOf(value).map(([key, inner]) => `${JSON.stringify(key)}: ${onOneLine(inner)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined)
