import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRuleFiles } from '../../../../core/rule-engine/index.js'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sarnakh-layers-'))
})

afterEach(() => rm(root, { recursive: true, force: true }))

const segment = { apiVersion: 'sarnakh/v1', kind: 'segment', title: { en: 'S' }, entity: 'lead', conditions: { all: [] } }
const cases = { apiVersion: 'sarnakh/v1', kind: 'cases', cases: [] }

async function layer(name: string, files: Readonly<Record<string, unknown>>) {
  const folder = join(root, name)
  await mkdir(folder)
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), JSON.stringify(content))
  return { name, folder }
}

const found = async (layers: Awaited<ReturnType<typeof layer>>[]) =>
  (await readRuleFiles(layers)).map(({ kind, id, layer: of }) => `${of}:${kind}/${id}`)

test('a file of a higher layer takes the place of the one below, whose cases no longer hold', async () => {
  const base = await layer('base', {
    'hot.segment.json': { ...segment, id: 'hot' },
    'hot.cases.json': { ...cases, id: 'hot-cases', for: ['hot'] },
    'cold.segment.json': { ...segment, id: 'cold' },
    'cold.cases.json': { ...cases, id: 'cold-cases', for: ['cold'] },
  })
  const client = await layer('client', { 'own.segment.json': { ...segment, id: 'hot' } })
  expect(await found([base, client])).toEqual(['base:cases/cold-cases', 'base:segment/cold', 'client:segment/hot'])
})

test('cases of the layer that replaced, and of one above it, hold', async () => {
  const base = await layer('base', { 'hot.segment.json': { ...segment, id: 'hot' } })
  const pack = await layer('pack', {
    'hot.segment.json': { ...segment, id: 'hot' },
    'hot.cases.json': { ...cases, id: 'pack-cases', for: ['hot'] },
  })
  const client = await layer('client', { 'hot.cases.json': { ...cases, id: 'client-cases', for: ['hot'] } })
  expect(await found([base, pack, client])).toEqual(['pack:segment/hot', 'pack:cases/pack-cases', 'client:cases/client-cases'])
})
