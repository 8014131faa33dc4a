import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderTemplate, templatePaths } from '../../../../core/model/text/message-template.js'

const values = { lead: { name: 'Sara', score: 0, tags: ['a', 'b'], hot: false, none: undefined }, owner: {} }

test('paths are filled with values', () => {
  expect(renderTemplate('Hello {{lead.name}}, {{ lead.score }} {{lead.hot}}', values)).toBe('Hello Sara, 0 false')
})
test('lists are joined', () => expect(renderTemplate('{{lead.tags}} / {{lead.tags.1}}', values)).toBe('a, b / b'))
test.each(['{{lead.age}}', '{{owner}}', '{{owner.name.first}}', '{{lead.none}}', '{{nobody}}', '{{lead.name.length}}'])(
  '%s leaves nothing',
  (template) => expect(renderTemplate(`(${template})`, values)).toBe('()'),
)
test.each(['{{constructor.name}}', '{{lead.__proto__}}', '{{lead.toString}}', '{{lead.tags.constructor.name}}'])(
  '%s reaches no prototype',
  (template) => expect(renderTemplate(template, values)).toBe(''),
)
test('what is no path stays as it is written', () => expect(renderTemplate('{{ a b }} {x} {{}}', {})).toBe('{{ a b }} {x} {{}}'))

test('a value is never read as a template', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('{{secret}}', "$&$1$'")), (name) => {
      expect(renderTemplate('<{{name}}>', { name, secret: 'TOP SECRET' })).toBe(`<${name}>`)
    }),
  )
})

test('templatePaths names each path once', () => {
  expect(templatePaths('{{lead.name}} {{ owner.name }} {{lead.name}}')).toEqual(['lead.name', 'owner.name'])
})
