/** Shows a value inside a message, cut where it is long: a message is read, and foreign values have any length. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return `"${text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text}"`
}

const MAX_LENGTH = 80
