import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDeployment } from '../../../core/deployment/index.js'
import { CrmError, CrmErrors, formatError } from '../../../core/errors.js'
import { deploymentFolder } from './deployment-folder.js'

const noEnv = {}

/** What reading answers, one line for each mistake, without the folder of the test. */
async function mistakes(config: unknown): Promise<readonly string[]> {
  const folder = await deploymentFolder({ 'sarnakh.json': config })
  const thrown = await readDeployment({ folder, env: noEnv }).then(
    () => undefined,
    (error: unknown) => error,
  )
  const errors = thrown instanceof CrmErrors ? thrown.errors : thrown instanceof CrmError ? [thrown] : []
  return errors.map((error) => formatError(error).replace(`${folder}/`, ''))
}

describe('a configuration', () => {
  test('of an id alone is completed with defaults', async () => {
    const folder = await deploymentFolder()
    const { config } = await readDeployment({ folder, env: noEnv })
    expect(config).toEqual({
      id: 'acme',
      title: { en: 'acme' },
      language: 'en',
      calendar: 'gregorian',
      timeZone: 'UTC',
      country: 'IR',
      currency: 'IRR',
      extends: ['base'],
      plugins: ['built-in'],
      dedupe: { email: 'merge', phone: 'merge', similar: true },
      ruleEngine: 'compiled',
      rules: { from: 'files' },
      http: { port: 3000, host: '127.0.0.1', trustedProxies: 0 },
      allowHosts: [],
      demo: false,
    })
  })

  test('may hold comments and trailing commas, and keeps what it says', async () => {
    const text =
      '// our own\n{ "id": "acme", "title": { "en": "Acme", "fa": "آکمه" }, "http": { "port": 0 }, "dedupe": { "phone": "link" }, }'
    const folder = await deploymentFolder({ 'sarnakh.json': text })
    const { config } = await readDeployment({ folder, env: noEnv })
    expect(config.title.fa).toBe('آکمه')
    expect(config.http).toEqual({ port: 0, host: '127.0.0.1', trustedProxies: 0 })
    expect(config.dedupe).toEqual({ email: 'merge', phone: 'link', similar: true })
  })

  test('may name several plugins with options', async () => {
    const plugins = [
      { use: 'source-csv', options: { maxRows: 10 } },
      { use: 'source-sample', options: { seed: 1 } },
    ]
    const folder = await deploymentFolder({ 'sarnakh.json': { id: 'acme', plugins } })
    expect((await readDeployment({ folder, env: noEnv })).config.plugins).toEqual(plugins)
  })

  test('with an unknown key is refused at its place, with the nearest known one', async () => {
    expect(await mistakes('{\n  "id": "acme",\n  "languge": "fa"\n}')).toEqual([
      'sarnakh.json:3:3: "languge": "languge" is unknown; did you mean "language"? [CONFIG_INVALID]',
    ])
  })

  test('tells all its mistakes at once', async () => {
    expect(await mistakes('{ "id": "acme",\n"calendar": "lunar",\n"http": { "port": 70000 } }')).toEqual([
      'sarnakh.json:2:13: "calendar": Must be one of: gregorian, jalali. [CONFIG_INVALID]',
      'sarnakh.json:3:19: "http.port": Must be 65535 or less. [CONFIG_INVALID]',
    ])
  })

  test.each([
    ['{\n  "id": "acme"\n  "title": "x"\n}', 'sarnakh.json:3:3: This is not valid JSON: comma expected. [CONFIG_SYNTAX]'],
    ['', 'sarnakh.json:1:1: This is not valid JSON: value expected. [CONFIG_SYNTAX]'],
    ['[]', 'sarnakh.json:1:1: Must be an object. [CONFIG_INVALID]'],
    ['{}', 'sarnakh.json:1:1: "id": Is missing. [CONFIG_INVALID]'],
    [
      '{ "id": "acme", "timeZone": "Tehran" }',
      'sarnakh.json:1:29: "timeZone": There is no time zone "Tehran"; write one such as "Asia/Tehran". [CONFIG_INVALID]',
    ],
    [
      '{ "id": "acme",\n  "database": "postgres://crm:s3cret@db/crm" }',
      'sarnakh.json:2:15: "database": A password does not belong here; give it in the environment as PGPASSWORD or SARNAKH_DATABASE. [CONFIG_INVALID]',
    ],
  ])('such as %j is refused where it is wrong', async (text, message) => {
    expect(await mistakes(text)).toEqual([message])
  })

  test('that is not there names the folder and the way out', async () => {
    const folder = await deploymentFolder({})
    await expect(readDeployment({ folder })).rejects.toMatchObject({
      code: 'DEPLOYMENT_NOT_FOUND',
      message: `There is no sarnakh.json in ${folder}, so it is no deployment.`,
    })
  })
})

describe('the database of a deployment', () => {
  const given = { id: 'acme', database: 'postgres://db/crm' }

  test('is a SQLite file in its own data folder when nobody says otherwise', async () => {
    const folder = await deploymentFolder()
    const deployment = await readDeployment({ folder, env: noEnv })
    expect(deployment.dataFolder).toBe(join(folder, 'data'))
    expect(deployment.connection).toBe(join(folder, 'data', 'sarnakh.sqlite'))
    expect((await readDeployment({ folder, data: '/tmp/trial', env: noEnv })).connection).toBe(
      join('/tmp/trial', 'sarnakh.sqlite'),
    )
  })

  test('is what this run says, else the environment, else the configuration', async () => {
    const folder = await deploymentFolder({ 'sarnakh.json': given })
    const env = { SARNAKH_DATABASE: 'postgres://env/crm' }
    expect((await readDeployment({ folder, env: noEnv })).connection).toBe('postgres://db/crm')
    expect((await readDeployment({ folder, env })).connection).toBe('postgres://env/crm')
    expect((await readDeployment({ folder, env, database: 'postgres://run/crm' })).connection).toBe('postgres://run/crm')
    expect((await readDeployment({ folder, env, database: ':memory:' })).connection).toBe(':memory:')
  })

  test('counts a path of the configuration from the deployment and one of this run from where it runs', async () => {
    const folder = await deploymentFolder({ 'sarnakh.json': { id: 'acme', database: 'here/crm.sqlite' } })
    expect((await readDeployment({ folder, env: noEnv })).connection).toBe(join(folder, 'here', 'crm.sqlite'))
    const { connection } = await readDeployment({ folder, env: noEnv, database: 'there.sqlite' })
    expect(connection).toBe(join(process.cwd(), 'there.sqlite'))
  })
})

describe('the layers of a deployment', () => {
  test('are the base, then what it extends, then its own rules', async () => {
    const folder = await deploymentFolder({
      'client/sarnakh.json': { id: 'acme', extends: ['base', '../retail', '../extra'] },
      'client/rules/README.md': '',
      'retail/rules/README.md': '',
      'extra/README.md': '',
    })
    const { layers } = await readDeployment({ folder: join(folder, 'client'), env: noEnv })
    expect(layers.map(({ name }) => name)).toEqual(['base', 'retail', 'extra', 'acme'])
    expect(layers.slice(1).map((layer) => layer.folder)).toEqual([
      join(folder, 'retail', 'rules'),
      join(folder, 'extra'),
      join(folder, 'client', 'rules'),
    ])
  })

  test('that are missing are all named with their place', async () => {
    expect(await mistakes('{ "id": "acme",\n"extends": ["base", "../no", "./nor"] }')).toEqual([
      'sarnakh.json:2:21: sarnakh.json extends "../no", but there is no such folder. [DEPLOYMENT_LAYER_MISSING]',
      'sarnakh.json:2:30: sarnakh.json extends "./nor", but there is no such folder. [DEPLOYMENT_LAYER_MISSING]',
    ])
  })
})
