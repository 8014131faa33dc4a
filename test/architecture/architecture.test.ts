import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DOORS, FLOORS, HOMES, LONG_FILES } from './house-plan.js'
import { cyclesIn, filesBelow, ROOT, readSources } from './source-graph.js'

const sources = readSources()
const core = sources.filter(({ path }) => path.startsWith('core/'))
const plugins = sources.filter(({ path }) => path.startsWith('plugins/'))

const roomOf = (path: string) => FLOORS.flat().find((room) => path.startsWith(room))
const floorOf = (path: string) => FLOORS.findIndex((floor) => floor.some((room) => path.startsWith(room)))

describe('the house', () => {
  test('every file of core lives on a floor', () => {
    expect(core.filter(({ path }) => floorOf(path) < 0).map(({ path }) => path)).toEqual([])
  })

  test('imports go down the floors only, and neighbours are strangers', () => {
    const wrong = core.flatMap(({ path, imports }) =>
      imports
        .filter((target) => roomOf(target) !== roomOf(path) && floorOf(target) >= floorOf(path))
        .map((target) => `${path} imports ${target}: move it down, or hand it in as an argument`),
    )
    expect(wrong).toEqual([])
  })

  test('nothing imports itself in a circle, types included', () => {
    expect(cyclesIn(sources)).toEqual([])
  })

  test('core knows no plugin, rule, template or example', () => {
    const wrong = core.flatMap(({ path, imports }) =>
      imports.filter((target) => !target.startsWith('core/')).map((target) => `${path} -> ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('a plugin imports the plugin API, its own files and packages, nothing else', () => {
    const wrong = plugins.flatMap(({ path, imports }) => {
      const own = `${path.split('/').slice(0, 2).join('/')}/`
      return imports
        .filter((target) => target !== 'core/plugin-api/index.ts' && !target.startsWith(own))
        .map((target) => `${path} -> ${target}`)
    })
    expect(wrong).toEqual([])
  })

  test('rooms with a door are entered by it', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((target) =>
          DOORS.some((door) => target.startsWith(door) && !path.startsWith(door) && target !== `${door}index.ts`),
        )
        .map((target) => `${path} climbs through the window of ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('every package has one home', () => {
    const wrong = core.flatMap(({ path, packages }) =>
      packages.filter((name) => !(HOMES[name] ?? []).some((home) => path.startsWith(home))).map((name) => `${path} uses ${name}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('the files', () => {
  test('hold one idea each: at most 250 lines, or a reason', () => {
    const long = sources
      .filter(({ path, lines }) => lines > 250 && !LONG_FILES[path])
      .map(({ path, lines }) => `${path}: ${lines} lines`)
    expect(long).toEqual([])
  })

  test('have names that say something, in kebab case, and no default export', () => {
    const vague = sources.filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc|manager)(\.ts|\/)/.test(path))
    const unkebab = sources.filter(({ path }) => !/^[a-z0-9./-]+$/.test(path))
    const defaults = sources.filter(({ hasDefaultExport }) => hasDefaultExport)
    expect([...vague, ...unkebab, ...defaults].map(({ path }) => path)).toEqual([])
  })

  test('give up no type', () => {
    const wrong = sources.filter(({ text }) => /:\s*any\b|\bas any\b|@ts-ignore|@ts-nocheck/.test(text)).map(({ path }) => path)
    expect(wrong).toEqual([])
  })
})

test('every folder has a README', () => {
  const folders = new Set(
    filesBelow(['core', 'plugins', 'rules', 'templates', 'examples', 'test'])
      .filter((path) => !/node_modules|\/data\/|templates\/init\//.test(path))
      .map((path) => path.split('/').slice(0, depthOf(path)).join('/')),
  )
  const missing = [...folders].filter((folder) => !existsSync(join(ROOT, folder, 'README.md'))).sort()
  expect(missing).toEqual([])
})

/** Core down to its rooms and their inner folders; elsewhere the folder below the top. */
function depthOf(path: string): number {
  const depth = dirname(path).split('/').length
  return Math.min(depth, path.startsWith('core/') ? 3 : path.startsWith('test/') ? 2 : 2)
}
