import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from './run-command.js'

let folder: string
let deployments = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-rules-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

const CONFIG = { id: 'client', title: { en: 'Client' }, plugins: ['built-in'] }

/** A deployment with these files below its folder. */
async function deploymentWith(files: Readonly<Record<string, string>>, config: object = CONFIG): Promise<string> {
  const root = join(folder, String(deployments++))
  for (const [path, text] of Object.entries({ 'sarnakh.json': JSON.stringify(config), ...files })) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

const head = (kind: string) => `"apiVersion": "sarnakh/v1", "kind": "${kind}", "id": "large"`
const leaf = (path: string, value: string, operator = 'greaterThan') =>
  `{ "fact": "lead", "path": "${path}", "operator": "${operator}", "value": ${value} }`
const segment = (...leaves: readonly string[]) => `{ ${head('segment')}, "title": { "en": "X" }, // ours
  "conditions": { "all": [
    ${leaves.join(',\n    ')}
  ] } }
`
const GOOD = segment(leaf('$.employees', '500'))
const WRONG = segment(leaf('employees', '"500"', '>='), '{ "condition": "isHott" }')
const MENDED = segment(leaf('$.employees', '500', 'greaterThanInclusive'), '{ "condition": "isHot" }')
const WARNED = segment(leaf('$.employees', '500'), leaf('$.employees', '100', 'lessThan'))

const check = (cwd: string, ...more: readonly string[]) => runCommand(['rules', 'check', ...more], { cwd })

describe('rules check', () => {
  test('is well with good files', async () => {
    const { code, stdout, stderr } = await check(await deploymentWith({ 'rules/x.segment.json': GOOD }))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('files')
  })

  test('tells every mistake with its place and way out, and how many one command puts right', async () => {
    const { code, stdout, stderr } = await check(
      await deploymentWith({ 'rules/x.segment.json': WRONG, 'rules/y.segment.json': '{' }),
    )
    expect(code).toBe(1)
    for (const text of [
      'x.segment.json:3:31',
      'x.segment.json:4:20',
      'y.segment.json:1:2',
      '✎ Write "$.employees" here.',
      '[RULE_SHAPE]',
    ])
      expect(stderr).toContain(text)
    expect(stdout).toBe('')
    expect(stderr).toContain('3 errors')
    expect(stderr).toContain('sarnakh rules check --fix')
  })

  test('speaks Persian', async () => {
    const { stderr } = await check(await deploymentWith({ 'rules/x.segment.json': WRONG }), '--language', 'fa')
    expect(stderr).toContain('اینجا "$.employees" بنویسید.')
    expect(stderr).toContain('۲ خطا')
  })

  test('gives machines code, severity, place, message, hint and fix', async () => {
    const root = await deploymentWith({ 'rules/x.segment.json': segment('{ "condition": "isHott" }') })
    const { code, stdout } = await check(root, '--json')
    const { ok, errors, warnings } = JSON.parse(stdout)
    expect([code, ok, warnings]).toEqual([1, false, []])
    expect(errors).toMatchObject([
      {
        code: 'RULE_CONDITION_UNKNOWN',
        severity: 'error',
        file: join(root, 'rules/x.segment.json'),
        line: 3,
        column: 20,
        message: 'There is no named condition "isHott". Did you mean "isHot"?',
        hint: 'Correct the name or define it in a conditions file.',
        fix: { title: { en: 'Write "isHot" here.' }, edits: [{ length: 8, content: '"isHot"' }] },
      },
    ])
  })

  test('lets warnings pass, and takes them for errors when told to', async () => {
    const root = await deploymentWith({ 'rules/x.segment.json': WARNED })
    const { code, stdout, stderr } = await check(root)
    expect([code, stdout.includes('files'), stderr.includes('1 warning')]).toEqual([0, true, true])
    expect(stderr).toContain('warning: No lead can meet these conditions')
    expect((await check(root, '--strict')).code).toBe(1)
    expect(JSON.parse((await check(root, '--json')).stdout)).toMatchObject({
      ok: true,
      errors: [],
      warnings: [{ severity: 'warning' }],
    })
  })
})

describe('a mistake that stands in very many places', () => {
  const gone = segment(...Array.from({ length: 6 }, (_, index) => leaf('$.gone', String(index))))

  test('is told once, with all its places on one line', async () => {
    const { stderr } = await check(await deploymentWith({ 'rules/x.segment.json': gone }))
    expect(stderr.match(/There is no field "gone"/g)).toHaveLength(1)
    expect(stderr).toMatch(/… and 5 more places of this: (\S+x\.segment\.json:[4-8] ?){5}\n/)
    expect(stderr).toContain('6 errors')
  })

  test('is given to machines in each of its places, in both languages', async () => {
    const root = await deploymentWith({ 'rules/x.segment.json': gone })
    const { errors } = JSON.parse((await check(root, '--json')).stdout)
    expect(errors.map(({ line }: { readonly line: number }) => line)).toEqual([3, 4, 5, 6, 7, 8])
    expect(errors[0].messages.fa).toMatch(/[آ-ی]/)
  })
})

describe('rules check --fix', () => {
  test('never makes a file worse: what has no certain way out is left, and no fix is offered again', async () => {
    const open = GOOD.replace('"value": 500 }', '"value": 500')
    const root = await deploymentWith({ 'rules/x.segment.json': open })
    expect((await check(root, '--fix')).code).toBe(0)
    expect(await readFile(join(root, 'rules/x.segment.json'), 'utf8')).toContain('"value": 500}')
    const torn = await deploymentWith({ 'rules/x.segment.json': GOOD.replace('"title": { "en": "X" }', '"title": { "en": "X }') })
    const before = await readFile(join(torn, 'rules/x.segment.json'), 'utf8')
    const { code, stderr } = await check(torn, '--fix')
    expect([code, stderr.includes('--fix')]).toEqual([1, false])
    expect(await readFile(join(torn, 'rules/x.segment.json'), 'utf8')).toBe(before)
  })

  test('puts a missing key on a line of its own where its neighbours have one', async () => {
    const text = GOOD.replace(
      '{ "apiVersion": "sarnakh/v1", "kind": "segment", "id": "large",',
      '{\n  "apiVersion": "sarnakh/v1",\n  "kind": "segment",',
    )
    const root = await deploymentWith({ 'rules/large.segment.json': text })
    expect((await check(root, '--fix')).code).toBe(0)
    expect(await readFile(join(root, 'rules/large.segment.json'), 'utf8')).toMatch(/^\{\n {2}"id": "large",\n {2}"apiVersion"/)
  })

  test('puts right what has one way out, keeps comments and order, and is well afterwards', async () => {
    const root = await deploymentWith({ 'rules/x.segment.json': WRONG })
    const { code, stderr } = await check(root, '--fix')
    expect(code).toBe(0)
    expect(stderr).toContain('4 mistakes put right')
    expect(await readFile(join(root, 'rules/x.segment.json'), 'utf8')).toBe(MENDED)
    expect(await readdir(join(root, 'rules'))).toEqual(['x.segment.json'])
  })

  test('goes on until a file that could not be read is right', async () => {
    const broken = WRONG.replace('"apiVersion": "sarnakh/v1", ', '').replace('"title": { "en": "X" },', '"title": { "en": "X" }')
    const root = await deploymentWith({ 'rules/x.segment.json': broken.replace('"large"', '"Large ones"') })
    expect((await check(root, '--fix')).code).toBe(0)
    const text = await readFile(join(root, 'rules/x.segment.json'), 'utf8')
    expect(text).toContain('"id": "large-ones"')
    expect(text).toContain('// ours')
  })

  test('--dry-run shows the lines that would change and writes nothing', async () => {
    const root = await deploymentWith({ 'rules/x.segment.json': WRONG })
    const { code, stderr } = await check(root, '--fix', '--dry-run')
    expect(code).toBe(1)
    expect(stderr).toContain(`-    ${leaf('employees', '"500"', '>=')},`)
    expect(stderr).toContain(`+    ${leaf('$.employees', '500', 'greaterThanInclusive')},`)
    expect(await readFile(join(root, 'rules/x.segment.json'), 'utf8')).toBe(WRONG)
  })

  test('leaves the files of another layer, of an installed package and behind a link outside as they are', async () => {
    const other = await deploymentWith({ 'rules/x.segment.json': WRONG })
    const below = await deploymentWith({}, { ...CONFIG, extends: ['base', other] })
    const packed = await deploymentWith(
      { 'node_modules/pack/rules/x.segment.json': WRONG },
      { ...CONFIG, extends: ['base', './node_modules/pack'] },
    )
    const linked = await deploymentWith({ 'rules/y.segment.json': GOOD.replace('"large"', '"y"') })
    await symlink(join(other, 'rules/x.segment.json'), join(linked, 'rules/x.segment.json'))
    for (const root of [below, packed, linked]) expect((await check(root, '--fix')).code).toBe(1)
    expect(await readFile(join(other, 'rules/x.segment.json'), 'utf8')).toBe(WRONG)
    expect(await readFile(join(packed, 'node_modules/pack/rules/x.segment.json'), 'utf8')).toBe(WRONG)
  })

  test('does not change a name that a broken plugin may give', async () => {
    const config = { ...CONFIG, plugins: ['built-in', './plugins/gone'] }
    const root = await deploymentWith({ 'rules/x.segment.json': segment(leaf('$.employes', '500')) }, config)
    expect((await check(root, '--fix')).code).toBe(1)
    expect(await readFile(join(root, 'rules/x.segment.json'), 'utf8')).toContain('employes')
  })
})

describe('rules schema', () => {
  test('writes a schema for every kind, with the names of the deployment, and its own folder is no folder of rules', async () => {
    const fields = `{ ${head('fields')}, "entity": "lead", "fields": { "roofArea": { "type": "number" } } }`
    const root = await deploymentWith({ 'rules/own/x.fields.json': fields, 'rules/y.segment.json': GOOD })
    expect((await runCommand(['rules', 'schema', '--link'], { cwd: root })).code).toBe(0)
    expect(await readFile(join(root, 'rules/schema/segment.schema.json'), 'utf8')).toContain('"$.roofArea"')
    expect(await readFile(join(root, 'rules/own/x.fields.json'), 'utf8')).toContain('"$schema": "../schema/fields.schema.json"')
    expect(await readFile(join(root, 'rules/y.segment.json'), 'utf8')).toContain('"$schema": "./schema/segment.schema.json"')
    expect((await check(root)).code).toBe(0)
    const again = await runCommand(['rules', 'schema', '--link', '--json'], { cwd: root })
    expect(JSON.parse(again.stdout).linked).toEqual([])
  })

  test('writes where it is told to, broken files or not', async () => {
    const root = await deploymentWith({ 'rules/x.segment.json': '{' })
    const { code, stdout } = await runCommand(['rules', 'schema', '--out', 'elsewhere'], { cwd: root })
    expect([code, stdout.includes(join(root, 'elsewhere'))]).toEqual([0, true])
    expect(await readdir(join(root, 'elsewhere'))).toContain('scoring.schema.json')
  })
})
