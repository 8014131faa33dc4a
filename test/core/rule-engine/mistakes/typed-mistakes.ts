import type { Mistake } from './mistakes.js'

const HEAD = '"apiVersion": "sarnakh/v1", "kind": "segment", "id": "x", "title": { "en": "X" }'
const FIELD = '"fact": "lead", "path": "$.employees", "operator": "greaterThan"'
const asking = (leaf: string) => `{ ${HEAD}, "conditions": { "all": [{ ${leaf} }] } }`
const worth = (value: string) => asking(`${FIELD}, "value": ${value}`)
const calendar = (hours: string) =>
  `{ "apiVersion": "sarnakh/v1", "kind": "calendar", "id": "x", "week": { "monday": [${hours}], "tuesday": ["09:00-17:00"] } }`
const PRESENT = '{ "fact": "lead", "path": "$.phone", "operator": "present", "value": true }'
const opened = (key: string, value = `[${PRESENT}]`) => `{ ${HEAD}, "conditions": { ▶"${key}": ${value} } }`

/** Each must end, after its fix, in a text that holds `becomes`. */
export interface TypedMistake extends Mistake {
  readonly becomes: string
}

const of = (
  name: string,
  text: string,
  {
    code = 'FILE_SYNTAX',
    kind = 'segment',
    ...more
  }: Pick<TypedMistake, 'says' | 'becomes'> & { code?: Mistake['code']; kind?: string },
): TypedMistake => ({ name, file: `x.${kind}.json`, text, code, ...more })

const SHAPE = { code: 'RULE_SHAPE' } as const

/** What a keyboard, an office program or another language puts into a file, and what people mean by it. */
export const TYPED_MISTAKES: readonly TypedMistake[] = [
  of('a Persian comma', asking(`${FIELD}▶، "value": 5`), { says: 'the Persian comma "،"', becomes: '"greaterThan", "value": 5' }),
  of('a Persian semicolon', asking(`${FIELD}▶؛ "value": 5`), { says: 'Persian semicolon', becomes: '"greaterThan", "value": 5' }),
  of('a semicolon', asking(`${FIELD}▶; "value": 5`), { says: 'the semicolon ";"', becomes: '"greaterThan", "value": 5' }),
  of('Persian digits', worth('▶۶۰۰'), { says: 'write 600', becomes: '"value": 600 ' }),
  of('Arabic digits', worth('▶٦٠٠'), { says: 'write 600', becomes: '"value": 600 ' }),
  of('Persian separators', worth('▶۱۲٬۵۰۰٫۵'), { says: 'write 12500.5', becomes: '"value": 12500.5 ' }),
  of('a plus sign', worth('▶+30'), { says: 'write 30', becomes: '"value": 30 ' }),
  of('a long minus', worth('▶−30'), { says: 'write -30', becomes: '"value": -30 ' }),
  of('thousands', worth('▶1,200'), { says: 'write 1200', becomes: '"value": 1200 ' }),
  of('millions', worth('▶1,200,000'), { says: 'write 1200000', becomes: '"value": 1200000 ' }),
  of('a point without a zero', worth('▶.5'), { says: 'write 0.5', becomes: '"value": 0.5 ' }),
  of('a percent sign', worth('50▶%'), { says: 'without a percent sign', becomes: '"value": 50 ' }),
  of('curly quotes', worth('5').replace('"fact"', '▶“fact”'), { says: 'the quote “', becomes: '"fact": "lead"' }),
  of('guillemets', worth('5').replace('"lead"', '▶«lead»'), { says: 'the quote «', becomes: '"fact": "lead"' }),
  of('a curly quote at the end', worth('5').replace('"fact"', '▶"fact”'), { says: 'closes with ”', becomes: '"fact": "lead"' }),
  of('a no-break space', worth('▶\u00A05'), { says: 'no-break space (U+00A0)', becomes: '"value":  5 ' }),
  of('a right-to-left mark', worth('▶\u200F5'), { says: 'right-to-left mark (U+200F)', becomes: '"value": 5 ' }),
  of('a left-to-right mark', worth('5▶\u200E'), { says: 'left-to-right mark (U+200E)', becomes: '"value": 5 ' }),
  of('a half space', worth('5▶\u200C'), { says: 'zero-width non-joiner (U+200C)', becomes: '"value": 5 ' }),
  of('a mark within a key', worth('5').replace('"fact"', '▶"fact\u200E"'), {
    says: '"fact" holds a sign that nobody sees, the left-to-right mark (U+200E)',
    becomes: '"fact": "lead"',
  }),
  of('a mark within a name', worth('5').replace('"lead"', '▶"\u202Alead"'), {
    says: 'text direction control',
    becomes: '"fact": "lead"',
  }),
  of('yes', `{ ${HEAD.replace('"id"', '"enabled": ▶yes, "id"')} }`, { says: 'yes is written true', becomes: '"enabled": true' }),
  of('None', worth('▶None'), { says: 'None is written null', becomes: '"value": null' }),
  of('words without quotes', worth('▶Tehran city'), {
    says: 'Tehran city is an unknown word',
    becomes: '"value": "Tehran city"',
  }),
  of('a comment of another language', `{ ${HEAD} ▶# ours\n}`, { says: 'a comment begins with //', becomes: '// ours' }),
  of('a day without quotes', worth('▶2026-03-01'), { says: 'stands in quotes: "2026-03-01"', becomes: '"value": "2026-03-01"' }),
  of('hours without quotes', calendar('▶09:00-17:00'), {
    kind: 'calendar',
    says: 'stands in quotes',
    becomes: '["09:00-17:00"], "tuesday"',
  }),
  of('a brace that is missing in a list', worth('5').replace('} ]', '▶]').replace('}] }', '▶] }'), {
    says: 'a closing } is missing before this ]',
    becomes: '"value": 5} ',
  }),
  of('a brace too many', `${worth('5')}▶}`, { says: 'closes nothing', becomes: '"value": 5 ' }),
  of('"and" for all', opened('and'), { ...SHAPE, says: 'Did you mean "all"?', becomes: '"conditions": { "all": [' }),
  of('"AND" for all', opened('AND'), { ...SHAPE, says: 'Did you mean "all"?', becomes: '"conditions": { "all": [' }),
  of('"or" for any', opened('or'), { ...SHAPE, says: 'Did you mean "any"?', becomes: '"conditions": { "any": [' }),
  of('"none" of a list', opened('none'), {
    ...SHAPE,
    says: 'Did you mean "not": { "any": … }?',
    becomes: '"conditions": { "not": { "any": [',
  }),
  of('"NOT" of one', opened('NOT', PRESENT), { ...SHAPE, says: 'Did you mean "not"?', becomes: '"conditions": { "not": {' }),
  of('a list in one text', asking('"fact": "lead", "path": "$.status", "operator": "in", "value": ▶"contacted, interested"'), {
    code: 'RULE_OPERATOR_UNFIT',
    says: 'needs a list',
    becomes: '"value": ["contacted","interested"]',
  }),
  of('a number in Persian digits as a text', worth('▶"۶۰۰"'), {
    code: 'RULE_VALUE_UNKNOWN',
    says: 'write 600',
    becomes: '"value": 600 ',
  }),
  of('a number with thousands as a text', worth('▶"1,200"'), {
    code: 'RULE_VALUE_UNKNOWN',
    says: 'write 1200',
    becomes: '"value": 1200 ',
  }),
  of('hours without minutes', calendar('▶"9-17"'), {
    ...SHAPE,
    kind: 'calendar',
    says: 'hours of a day, for example "09:00-17:00"',
    becomes: '["09:00-17:00"], "tuesday"',
  }),
]
