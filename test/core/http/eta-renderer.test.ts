import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRenderer } from '../../../core/http/index.js'
import type { Reader } from '../../../core/http/reader.js'

const PERSIAN: Reader = { language: 'fa', direction: 'rtl', calendar: 'jalali', timeZone: 'Asia/Tehran' }
const ENGLISH: Reader = { language: 'en', direction: 'ltr', calendar: 'gregorian', timeZone: 'UTC' }
const NOW = Date.UTC(2026, 2, 21, 12)
let folder = ''

const FILES = {
  'messages/en/mail.json': JSON.stringify({
    new_one: '{{count, number}} mail',
    new_other: '{{count, number}} mails',
    from: 'From {{name}}',
    yes: 'y',
  }),
  'messages/fa/mail.json': JSON.stringify({ new_one: '{{count, number}} نامه', new_other: '{{count, number}} نامه' }),
  'layout.eta': '<body><%~ it.body %></body>',
  'inside.eta': '<% layout(\'/layout\') %><p title="<%= data.text %>"><%= data.text %></p>',
  'values.eta':
    '<%= show.number(data.number) %>|<%= show.percent(0.5) %>|<%= show.date(data.at) %>|<%= show.ago(data.at) %>|<%= show.clock(65) %>',
  'missing.eta': '[<%= data.nothing %>]',
  'names.eta': "<%= show.initials(data.name) %>|<%= show.named('mail', 'from') %>|<%= show.named('mail', data.name) %>",
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-templates-'))
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const render = (name: string, data: Record<string, unknown>, reader = ENGLISH) =>
  createRenderer({ folder, now: () => NOW }).page(name, { reader, path: '/', title: 'Test', data })

describe('a page', () => {
  test('shows every value as text, inside attributes too', () => {
    expect(render('inside', { text: `<b>"x"</b> & 'y'` })).toBe(
      '<body><p title="&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp; &#39;y&#39;">&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp; &#39;y&#39;</p></body>',
    )
  })

  test('never runs what somebody wrote as a template', () => {
    expect(render('inside', { text: '<%= 1 + 1 %>{{7*7}}' })).toContain('&lt;%= 1 + 1 %&gt;{{7*7}}')
  })

  test('shows nothing for what is missing', () => {
    expect(render('missing', {})).toBe('[]')
  })

  test('writes numbers and dates as its reader does', () => {
    const values = { number: 1234.5, at: NOW - 120_000 }
    expect(render('values', values, PERSIAN)).toMatch(/^۱٬۲۳۴٫۵\|۵۰٪\|.*۱۴۰۵.*\|۲ دقیقه پیش\|۱:۰۵$/)
    expect(render('values', values)).toMatch(/^1,234\.5\|50%\|Mar 21, 2026, 11:58\sAM\|2 minutes ago\|1:05$/)
  })

  test('stands for a name by its first letters, which do not join in Persian', () => {
    expect(render('names', { name: 'Sara van Dyk' })).toMatch(/^SD\|/)
    expect(render('names', { name: 'نگار محمدی' })).toMatch(/^ن\u200cم\|/)
  })

  test('says an id itself where nobody wrote words for it', () => {
    expect(render('names', { name: 'toString' })).toMatch(/\|toString$/)
  })
})

describe('a text', () => {
  const words = (language: string) => createRenderer({ folder }).words(language)

  test('takes its plural and its digits from the language', () => {
    expect([words('en')('mail.new', { count: 1 }), words('en')('mail.new', { count: 2 })]).toEqual(['1 mail', '2 mails'])
    expect(words('fa')('mail.new', { count: 3 })).toBe('۳ نامه')
  })

  test('is in English where it is not written in a language', () => {
    expect(words('fa')('mail.yes')).toBe('y')
  })

  test('takes a value as it is, whatever it looks like', () => {
    expect(words('en')('mail.from', { name: '$t(mail.yes) {{name}} <b>' })).toBe('From $t(mail.yes) {{name}} <b>')
  })
})
