import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TEMPLATES } from './template-files.js'

const css = readFileSync(join(TEMPLATES, 'assets', 'tokens.css'), 'utf8')
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)')
const tokens = (text: string) =>
  Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
const light = tokens(lightCss)
const themes = { light, dark: { ...light, ...tokens(darkCss) } }

/** WCAG 2.1, relative luminance and contrast ratio. */
function contrast(a = '', b = ''): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const TONES = ['gray', 'green', 'amber', 'red', 'blue', 'violet', 'teal']
const TEXTS: readonly (readonly [text: string, ground: string])[] = [
  ...['ground', 'surface', 'sunken', 'hover'].flatMap((ground) =>
    ['text', 'muted', 'accent-text'].map((text) => [text, ground] as const),
  ),
  ['accent-text', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['red-text', 'surface'],
  ...TONES.map((tone) => [`${tone}-text`, `${tone}-soft`] as const),
]
const SHAPES = ['accent', 'teal', 'amber', 'green', 'violet', 'blue', 'red', 'ring', 'line-strong']

describe.each(Object.entries(themes))('in the %s theme', (_name, colors) => {
  test.each(TEXTS)('text in %s on %s can be read: 4.5 to 1', (text, ground) => {
    expect(contrast(colors[text], colors[ground])).toBeGreaterThanOrEqual(4.5)
  })

  test.each(SHAPES)('a shape in %s stands out from its card: 3 to 1', (shape) => {
    expect(contrast(colors[shape], colors['surface'])).toBeGreaterThanOrEqual(3)
  })
})

test('contrast is computed as the standard says', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
