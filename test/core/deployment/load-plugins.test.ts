import { describe, expect, test } from 'vitest'
import { builtInPlugins } from '../../../core/deployment/find-plugin.js'
import { type LoadOptions, loadPlugins, readDeployment } from '../../../core/deployment/index.js'
import { CrmErrors, formatError } from '../../../core/errors.js'
import { deploymentFolder } from './deployment-folder.js'

const MARK = `[Symbol.for('sarnakh.plugin')]: true`
const plain = (name: string) => `export const anyName = { name: '${name}', ${MARK} }`
const withOptions = `export const configurable = {
  name: 'mailer', options: { host: { type: 'string', required: true }, port: { type: 'integer', default: 25 } },
  create: ({ host, port }) => ({ name: 'mailer', label: host + ':' + port, ${MARK} }), ${MARK} }`

async function load(plugins: readonly unknown[], files: Readonly<Record<string, string>> = {}, options: LoadOptions = {}) {
  const folder = await deploymentFolder({ 'sarnakh.json': { id: 'acme', plugins }, ...files })
  return loadPlugins(await readDeployment({ folder, env: {} }), options)
}

async function mistakes(plugins: readonly unknown[], files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const thrown = await load(plugins, files).catch((error: unknown) => error)
  return thrown instanceof CrmErrors ? thrown.errors.map((error) => formatError(error).replace(/\/.*(?=sarnakh\.json)/, '')) : []
}

describe('plugins of a deployment', () => {
  test('load from a file or a folder below it, whatever the export is called, in the order of the configuration', async () => {
    const files = {
      'plugins/b/index.mjs': plain('b'),
      'plugins/a.js': plain('a'),
      'plugins/c/index.js': plain('c'),
      'package.json': '{"type":"module"}',
    }
    const plugins = await load(['./plugins/b', './plugins/a.js', './plugins/c'], files)
    expect(plugins.map(({ name }) => name)).toEqual(['b', 'a', 'c'])
  })

  test('load from a package that the deployment installed, by its door for import', async () => {
    const home = 'node_modules/@firm/x'
    const manifest = { name: '@firm/x', type: 'module', exports: { '.': { types: './x.d.ts', import: './lib/x.js' } } }
    const plugins = await load(['@firm/x'], {
      [`${home}/package.json`]: JSON.stringify(manifest),
      [`${home}/lib/x.js`]: plain('x'),
    })
    expect(plugins.map(({ name }) => name)).toEqual(['x'])
  })

  test('take the options that the configuration gives, with their defaults', async () => {
    const [mailer] = await load([{ use: './mailer.mjs', options: { host: 'mail.example.com' } }], { 'mailer.mjs': withOptions })
    expect(mailer?.label).toBe('mail.example.com:25')
  })

  test('are the built-in ones that need no options when the configuration names none', async () => {
    const folder = await deploymentFolder()
    const plugins = await loadPlugins(await readDeployment({ folder, env: {} }))
    const known = await builtInPlugins()
    expect(known).toContain(plugins[0]?.name)
    expect(new Set(plugins.map(({ name }) => name)).size).toBe(plugins.length)
  })
})

describe('a plugin that cannot be loaded', () => {
  test('is named with its line, its cause and the way out, and so is every other', async () => {
    const files = {
      'throws.mjs': `throw new Error('no key')`,
      'none.mjs': 'export const a = 1',
      'two.mjs': `${plain('a')}\nexport const b = { ${MARK}, name: 'b' }`,
    }
    expect(await mistakes(['./throws.mjs', './none.mjs', './two.mjs', './gone'], files)).toEqual([
      expect.stringMatching(/^sarnakh\.json:1:\d+: Plugin "\.\/throws\.mjs" cannot be loaded: no key \[PLUGIN_LOAD_FAILED\]$/),
      expect.stringMatching(
        /^sarnakh\.json:1:\d+: .*"\.\/none\.mjs" exports no plugin; it must export exactly one\. \[PLUGIN_LOAD_FAILED\]$/,
      ),
      expect.stringMatching(/^sarnakh\.json:1:\d+: .*"\.\/two\.mjs" exports 2 plugins; .* \[PLUGIN_LOAD_FAILED\]$/),
      expect.stringMatching(/^sarnakh\.json:1:\d+: There is no plugin "\.\/gone"\. .* \[PLUGIN_NOT_FOUND\]$/),
    ])
  })

  test('because its options are wrong is refused at its line', async () => {
    expect(await mistakes([{ use: './mailer.mjs', options: { hots: 'x' } }], { 'mailer.mjs': withOptions })).toEqual([
      expect.stringMatching(/^sarnakh\.json:1:\d+: Plugin "mailer" has a wrong option: .* \[PLUGIN_OPTIONS_INVALID\]$/),
      expect.stringMatching(
        /^sarnakh\.json:1:\d+: Plugin "mailer" has a wrong option: .*did you mean "host".* \[PLUGIN_OPTIONS_INVALID\]$/,
      ),
    ])
  })

  test('because its module never finishes is named, and holds up nobody', async () => {
    const files = { 'hangs.mjs': `await new Promise(() => setInterval(() => undefined, 1_000).unref())\n${plain('hangs')}` }
    const thrown = await load(['./hangs.mjs'], files, { importLimitMs: 50 }).catch((error: unknown) => error)
    const [error] = thrown instanceof CrmErrors ? thrown.errors : []
    expect(error).toMatchObject({ code: 'PLUGIN_LOAD_FAILED', details: { plugin: './hangs.mjs', line: 1 } })
    expect(error?.message).toContain('did not finish within 0.05 seconds')
  })

  test('because nothing is at its path is told the path that was looked for', async () => {
    const thrown = await load(['./plugins/none']).catch((error: unknown) => error)
    const [error] = thrown instanceof CrmErrors ? thrown.errors : []
    expect(error?.message).toMatch(/^There is no plugin "\.\/plugins\/none"\. .* file \/\S+\/plugins\/none nor /)
    expect(error?.message).not.toContain('Built in are')
  })

  test('because its name is nearly that of a built-in one is told which', async () => {
    const [known = ''] = await builtInPlugins()
    expect(await mistakes([`${known}x`])).toEqual([expect.stringContaining(`Did you mean "${known}"?`)])
  })
})
