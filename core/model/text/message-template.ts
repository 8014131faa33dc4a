import { ownValue } from '../own-value.js'

/**
 * Fills `{{path}}` in a message with values. There is no logic in a template, and what a value holds is never read as one.
 * Dotted paths reach inside; an unknown path, an object and a missing value leave nothing, or the words behind a bar. The result
 * is plain text: a page that shows it must escape it, `show` can do so value by value.
 * @example renderTemplate('Hello {{lead.name|there}}!', { lead: { name: 'Sara' } }) // 'Hello Sara!'
 */
export function renderTemplate(
  template: string,
  values: Readonly<Record<string, unknown>>,
  show: (value: string) => string = String,
): string {
  return template.replace(PLACE, (_, path: string, otherwise?: string) => {
    const text = textOf(path.split('.').reduce(ownValue, values))
    return text.trim() === '' && otherwise !== undefined ? otherwise : text === '' ? '' : show(text)
  })
}

/** The paths a template reads, each once, so that unknown ones can be reported before a message goes out. */
export function templatePaths(template: string): readonly string[] {
  return [...new Set([...template.matchAll(PLACE)].map(([, path = '']) => path))]
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

const PLACE = /\{\{\s{0,9}([\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*)\s{0,9}(?:\|([^{}|]{0,200}))?\}\}/gu
