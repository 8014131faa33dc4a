import { wrongArgument } from './parse-arguments.js'

/** Reads `--param name=value` pairs. A value that reads as JSON is taken so: `limit=5` is a number; anything else is text. */
export function parseParams(pairs: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      if (name === '' || rest.length === 0) throw wrongArgument('--param', `"${pair}" is not written as name=value.`)
      return [name, jsonOrText(rest.join('='))]
    }),
  )
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
