import { expect, test } from 'vitest'
import { fillText } from '../../../core/plugin-api/index.js'

test('a text is filled in, in every language it has', () => {
  const values = { lead: { name: 'Sara' } }
  expect(fillText('Call {{lead.name}}', values)).toBe('Call Sara')
  expect(fillText({ en: 'Call {{lead.name}}', fa: 'تماس با {{lead.name}}' }, values)).toEqual({
    en: 'Call Sara',
    fa: 'تماس با Sara',
  })
})

test.each([[undefined], [null], [7], [{ fa: 'سلام' }]])('%j is no text', (value) => {
  expect(() => fillText(value, {})).toThrow(TypeError)
})
