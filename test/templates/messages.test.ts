import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../core/package-root.js'
import { TEMPLATES, templateFiles } from './template-files.js'

type Messages = { readonly [key: string]: string | Messages }

const PARTS = readdirSync(join(TEMPLATES, 'messages', 'en')).map((file) => file.replace('.json', ''))

function messages(language: string): ReadonlyMap<string, string> {
  const read = (part: string) =>
    JSON.parse(readFileSync(join(TEMPLATES, 'messages', language, `${part}.json`), 'utf8')) as Messages
  return new Map(PARTS.flatMap((part) => flat(read(part), part)))
}

function flat(tree: Messages, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]): readonly (readonly [string, string])[] =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : flat(value, `${prefix}.${key}`),
  )
}

function sources(): string {
  const folder = join(packageRoot(), 'core', 'http')
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  return [...code.map((path) => readFileSync(join(folder, path), 'utf8')), ...templateFiles().map(({ text }) => text)].join('\n')
}

const en = messages('en')
const fa = messages('fa')
const text = sources()
const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '')
const placeholders = (message: string): readonly string[] => (message.match(/\{\{\w+/g) ?? []).toSorted()

/** Beginnings of keys whose ends are ids: `t('lead.done.' + id)`, `t(`a.${b}`)`, `show.named('activity', id)`. */
const PREFIXES = [
  ...[...text.matchAll(/'((?:\w[\w-]*\.)+)' \+/g)].map(([, prefix]) => prefix ?? ''),
  ...[...text.matchAll(/`((?:\w[\w-]*\.)+)\$\{/g)].map(([, prefix]) => prefix ?? ''),
  ...[...text.matchAll(/show\.named\('([\w.]+)'/g)].map(([, group]) => `${group}.`),
]

describe('the messages', () => {
  test('are there in both languages', () => {
    expect([...en.keys()].filter((key) => !fa.has(key))).toEqual([])
    expect([...fa.keys()].filter((key) => !en.has(key))).toEqual([])
  })

  test('take the same values in both languages', () => {
    const different = [...en].filter(([key, message]) => placeholders(message).join() !== placeholders(fa.get(key) ?? '').join())
    expect(different.map(([key]) => key)).toEqual([])
  })

  test('are written in Persian where they are Persian', () => {
    const words = (message: string) => message.replace(/\{\{.*?\}\}/g, '')
    const latin = [...fa].filter(([, message]) => /[a-z]{3,} [a-z]{2,}/i.test(words(message)) && !/[\u0600-\u06ff]/.test(message))
    expect(latin.map(([key]) => key)).toEqual([])
  })

  test('are all used', () => {
    const keys = [...new Set([...en.keys()].map(withoutPlural))]
    const unused = keys.filter((key) => !text.includes(`'${key}'`) && !PREFIXES.some((prefix) => key.startsWith(prefix)))
    expect(unused).toEqual([])
  })

  test('have every text that a template asks for', () => {
    const asked = [...text.matchAll(/\b(?:t|words|wordsOf\(c\))\('([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key ?? '')
    const known = new Set([...en.keys()].map(withoutPlural))
    expect([...new Set(asked)].filter((key) => !known.has(key) && !key.endsWith('.'))).toEqual([])
  })
})
