import { describe, expect, test } from 'vitest'
import { templateFiles } from './template-files.js'

/** What of a template is markup: its tags with every `<% %>` taken out, so that only attributes remain. */
function tagsOf(text: string): readonly string[] {
  return text.replace(/<%[\s\S]*?%>/g, '§').match(/<[a-z][^>]*>/gi) ?? []
}

const attributesOf = (tag: string): string => tag.replace(/^<[a-z0-9-]+/i, '').replace(/\/?>$/, '')
const unquoted = (tag: string): boolean => /=(?!")/.test(attributesOf(tag).replace(/"[^"]*"/g, '""'))

describe.each(templateFiles().map(({ path, text }) => [path, text] as const))('the template %s', (_path, text) => {
  const tags = tagsOf(text)

  test('quotes every attribute', () => {
    expect(tags.filter(unquoted)).toEqual([])
  })

  test('has no style or event handler inside its markup', () => {
    expect(tags.filter((tag) => /[\s§](style|on[a-z]+)\s*=/i.test(attributesOf(tag)))).toEqual([])
    expect(text).not.toMatch(/<style[\s>]/i)
  })

  test('runs no script but files of our own', () => {
    expect(tags.filter((tag) => /^<script/i.test(tag) && !/\ssrc="\/[^/"]/.test(tag))).toEqual([])
  })

  test('prints nothing unescaped but other templates', () => {
    const raw = text.match(/<%[-_]?\s*~[\s\S]*?%>/g) ?? []
    expect(raw.filter((tag) => !/^<%~ (it\.body|include\('\/[\w/-]+'[\s\S]*\)) %>$/.test(tag))).toEqual([])
  })

  test('writes no address with a foreign scheme', () => {
    expect(text).not.toMatch(/javascript:/i)
  })
})

test('the lint of templates finds what it is there for', () => {
  expect(unquoted('<a href=x>')).toBe(true)
  expect(unquoted('<a href="x?a=1">')).toBe(false)
  expect(tagsOf('<p <% if (a > 1) { %>hidden<% } %>>')).toEqual(['<p §hidden§>'])
})
