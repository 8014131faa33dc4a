import { expect, test } from 'vitest'
import { formatTable } from '../../../../core/cli/output/table.js'

test('a table is aligned by what is seen, numbers at the right', () => {
  expect(
    formatTable(
      [{ title: 'Name' }, { title: 'Leads', isNumber: true }],
      [
        ['می‌نا', '7'],
        ['Sara', '1,200'],
      ],
    ).split('\n'),
  ).toEqual(['Name  Leads', '────  ─────', 'می‌نا      7', 'Sara  1,200'])
})

test('what somebody outside wrote cannot move the cursor or break a line', () => {
  expect(formatTable([{ title: 'Name' }], [['a\u001b[2Jb\nc']])).toBe('Name\n────────\na [2Jb c')
})
