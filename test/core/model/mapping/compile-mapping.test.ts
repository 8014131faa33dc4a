import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyMapping, compileMapping } from '../../../../core/model/mapping/compile-mapping.js'
import type { MappingDefinition } from '../../../../core/model/mapping.js'

const mapping = (parts: Partial<MappingDefinition>): MappingDefinition => ({
  id: 'test',
  title: { en: 'Test' },
  reads: 'webhook',
  fields: {},
  ...parts,
})

describe('a sheet', () => {
  const sheet = mapping({
    reads: 'csv',
    key: 'Prospect ID',
    missing: ['Select', '-'],
    ignore: ['Notes'],
    fields: {
      name: { join: ['First Name', 'Last Name'] },
      city: 'City',
      phone: { from: ['Mobile', 'Phone'] },
      doNotEmail: { from: 'No mail', map: { Yes: true, no: false, Unknown: null } },
      status: { from: 'Stage', value: 'new' },
    },
    touch: { utmSource: 'Lead Source' },
  })

  test('becomes a lead per row', () => {
    const row = {
      'Prospect ID': ' 7 ',
      'First Name': ' Sara ',
      'Last Name': 'Ahmadi',
      City: 'Tehran',
      'No mail': 'YES',
      'Lead Source': 'Google',
    }
    expect(applyMapping(sheet, row)).toEqual([
      {
        key: '7',
        values: { name: 'Sara Ahmadi', city: 'Tehran', doNotEmail: true, status: 'new' },
        touch: { utmSource: 'Google' },
      },
    ])
  })

  test('texts that mean "not answered" are no values, however they are written', () => {
    expect(
      applyMapping(sheet, { City: ' SELECT ', 'First Name': '-', 'No mail': 'unknown', Mobile: '', Phone: '0912' })[0]?.values,
    ).toEqual({
      phone: '0912',
      status: 'new',
    })
  })

  test('a value that the map does not know stays as it came, so that the check can name it', () => {
    expect(applyMapping(sheet, { 'No mail': 'perhaps' })[0]?.values.doNotEmail).toBe('perhaps')
  })

  test('columns that are neither read nor ignored are named', () => {
    expect(applyMapping(sheet, { City: 'Tehran', Notes: 'x', Citty: 'y' })[0]?.unknownColumns).toEqual(['Citty'])
    expect(applyMapping(sheet, { City: 'Tehran', Notes: 'x' })[0]).not.toHaveProperty('unknownColumns')
  })
})

describe('a payload', () => {
  test('may carry several leads, with answers as lists of names and values', () => {
    const leads = applyMapping(
      mapping({
        each: '$.batches[*].leads[*]',
        lists: { answer: { at: '$.data', key: 'label', value: '$.given[0]' } },
        key: '$.no',
        fields: { name: '$.answer.who is it', email: '$.answer.mail' },
      }),
      {
        batches: [
          {
            leads: [
              {
                no: 1,
                data: [
                  { label: 'who is it', given: ['Sara'] },
                  { label: 'mail', given: ['s@example.ir'] },
                ],
              },
            ],
          },
          {
            leads: [
              {
                no: 2,
                data: [
                  { label: 'who is it', given: [] },
                  { label: 'who is it', given: ['Reza'] },
                ],
              },
            ],
          },
        ],
      },
    )
    expect(leads).toMatchObject([
      { key: '1', values: { name: 'Sara', email: 's@example.ir' } },
      { key: '2', values: { name: 'Reza' } },
    ])
  })

  test('may hold each answer under the name of its kind', () => {
    const value = ['$.text', '$.number', '$.choice.label', '$.choices.labels', '$.yes']
    const read = compileMapping(
      mapping({
        lists: { a: { at: '$.answers', key: '$.question.ref', value } },
        fields: { name: '$.a.n', size: '$.a.s', plan: '$.a.p', topics: '$.a.t', call: '$.a.c' },
      }),
    )
    const answers = [
      { question: { ref: 'n' }, text: 'Sara' },
      { question: { ref: 's' }, number: 0 },
      { question: { ref: 'p' }, choice: { label: 'Gold' } },
      { question: { ref: 't' }, choices: { labels: ['a', 'b'] } },
      { question: { ref: 'c' }, yes: false },
    ]
    expect(read({ answers })[0]?.values).toEqual({ name: 'Sara', size: 0, plan: 'Gold', topics: ['a', 'b'], call: false })
  })

  test('may have flat keys full of brackets', () => {
    const row = { 'form[email][value]': 'sara@example.ir', 'form[email][type]': 'email' }
    const { values, unknownColumns } = applyMapping(mapping({ fields: { email: 'form[email][value]' } }), row)[0] ?? {}
    expect(values).toEqual({ email: 'sara@example.ir' })
    expect(unknownColumns).toEqual(['form[email][type]'])
  })

  test('may write instants in seconds or milliseconds', () => {
    const read = compileMapping(
      mapping({
        fields: { seconds: { from: 's', format: 'unix-seconds' }, milliseconds: { from: 'm', format: 'unix-milliseconds' } },
      }),
    )
    expect(read({ s: '1700000000', m: 1_700_000_000_000 })[0]?.values).toEqual({
      seconds: 1_700_000_000_000,
      milliseconds: 1_700_000_000_000,
    })
    expect(read({ s: 'soon' })[0]?.values).toEqual({ seconds: 'soon' })
  })

  test('may carry one lead where a list could be, or none', () => {
    const read = compileMapping(mapping({ each: '$.lead', fields: { name: 'n' } }))
    expect(read({ lead: { n: 'Sara' } })).toHaveLength(1)
    expect(read({})).toEqual([])
  })

  test('every element of a list is read and translated', () => {
    const fields = { topics: { from: '$.t[*].id', map: { a: 'alpha', b: null } } }
    expect(applyMapping(mapping({ fields }), { t: [{ id: 'a' }, { id: 'b' }, {}, { id: 'c' }] })[0]?.values.topics).toEqual([
      'alpha',
      'c',
    ])
  })

  test('of other shape than expected is read as empty, never as an error', () => {
    const read = compileMapping(
      mapping({
        lists: { l: { at: '$.x[*]', key: 'k', value: 'v' } },
        fields: { a: '$.a.b[0].c', b: { join: ['$.l.p', 'q'] }, c: '$.x[*].y[*]' },
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        expect(read(payload)).toHaveLength(1)
      }),
    )
  })
})

describe('a path', () => {
  test.each([
    '$.__proto__.polluted',
    '$.constructor.name',
    '$.a.prototype',
    '__proto__',
    'constructor',
    'toString',
    '$.list.length.x',
  ])('%s reaches nothing that the payload only inherits', (path) => {
    const payload = JSON.parse(
      '{"__proto__": {"polluted": "yes"}, "constructor": {"name": "x"}, "a": {"prototype": 1}, "list": []}',
    )
    expect(applyMapping(mapping({ fields: { name: path } }), payload)[0]?.values).toEqual({})
  })

  test('a list of pairs named like a prototype changes no prototype', () => {
    const lists = { l: { at: '$.l', key: 'k', value: 'v' } }
    const payload = JSON.parse('{"l": [{"k": "__proto__", "v": {"polluted": 1}}]}')
    expect(applyMapping(mapping({ lists, fields: { name: '$.l.polluted' } }), payload)[0]?.values).toEqual({})
    expect({}).not.toHaveProperty('polluted')
  })

  test.each(['$a', '$.', '$..a', '$.a[?(@.b)]', '$.a[-1]', '$[a]', '$.a[1', '$.a b]', '$.a.$b'])(
    '%s is refused with a code',
    (path) => {
      expect(() => compileMapping(mapping({ fields: { name: path } }))).toThrow(
        expect.objectContaining({ code: 'MAPPING_PATH_INVALID' }),
      )
    },
  )

  test('can go to an element of an element', () => {
    expect(applyMapping(mapping({ fields: { name: '$.a[1][0].ب' } }), { a: [0, [{ ب: 'x' }]] })[0]?.values).toEqual({ name: 'x' })
  })
})

test('the key inside the payload by which a sender proves itself is no unknown column', () => {
  const signature = { type: 'payload-key', path: '$.secret_key', secret: 'S' } as const
  expect(applyMapping(mapping({ signature }), { secret_key: 'x' })[0]).not.toHaveProperty('unknownColumns')
})

test('marks of the touch are texts', () => {
  expect(applyMapping(mapping({ touch: { clickId: 'id', utmTerm: 'o' } }), { id: 12, o: {} })[0]?.touch).toEqual({
    clickId: '12',
  })
})
