import { expect, test } from 'vitest'
import { definePlugin } from '../../../core/plugin-api/index.js'
import { buildRegistry, formatBootReport } from '../../../core/registry/index.js'

test('a boot report is a tree of plugins, what they give, and what is off and why', () => {
  const registry = buildRegistry([
    definePlugin({
      name: 'action-notify',
      version: '1.0.0',
      label: { en: 'Notify', fa: 'اعلان' },
      actions: { notify: { label: 'Notify', perform: () => undefined } },
    }),
    definePlugin({ name: 'sla', dependsOn: ['action-notify'], hooks: { 'lead:admit': () => undefined } }),
  ])
  registry.switchOff('sla', 'Being repaired.')
  expect(formatBootReport(registry.bootReport())).toBe(
    [
      'Plugin API 1.0, 2 plugins, 1 off',
      '├─ action-notify 1.0.0 (Notify)',
      '│  └─ actions: notify',
      '└─ sla OFF',
      '   ├─ off because: Being repaired.',
      '   ├─ depends on: action-notify',
      '   └─ hooks: lead:admit',
    ].join('\n'),
  )
})

test('a registry without plugins says so in one line', () => {
  expect(formatBootReport(buildRegistry([]).bootReport())).toBe('Plugin API 1.0, 0 plugins')
})
