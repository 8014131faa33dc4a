import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

type Content = Readonly<Record<string, unknown>>

const label = { en: 'A', fa: 'آ' }
const is = (path: string, operator: string, value: unknown) => ({ all: [{ fact: 'lead', path, operator, value }] })

/** A small deployment's rules: companies of a size are hot, and a hot lead is told about once. */
export const SMALL: Readonly<Record<string, Content>> = {
  lifecycle: {
    start: 'new',
    statuses: [
      { id: 'new', label, category: 'open' },
      { id: 'working', label, category: 'open' },
      { id: 'lost', label, category: 'lost' },
    ],
  },
  queues: { queues: ['sales', 'large'].map((id) => ({ id, label: { en: id, fa: id } })) },
  fields: { entity: 'lead', fields: { employees: { type: 'integer', label } } },
  scoring: scoring(500),
  routing: routing(500),
  automation: {
    entity: 'lead',
    rules: [
      {
        id: 'hot',
        title: { en: 'Became hot', fa: 'داغ شد' },
        conditions: { all: [{ fact: 'grade', operator: 'equal', value: 'hot' }] },
        then: [{ type: 'task.create', params: { subject: 'Call', assignee: 'owner' } }],
      },
    ],
  },
}

export function scoring(employees: number, more: Content = {}): Content {
  return {
    entity: 'lead',
    score: {
      min: 0,
      max: 100,
      groups: [{ id: 'fit', label }],
      grades: [{ grade: 'hot', from: 50 }, { grade: 'cold' }],
    },
    rules: [
      {
        id: 'large',
        title: { en: 'Large company', fa: 'شرکت بزرگ' },
        conditions: is('$.employees', 'greaterThanInclusive', employees),
        then: { group: 'fit', points: 60 },
      },
      {
        id: 'visited',
        title: { en: 'Visited', fa: 'سر زد' },
        conditions: { all: [{ fact: 'activityCount', params: { type: 'page.pricing' }, operator: 'greaterThan', value: 0 }] },
        then: { group: 'fit', points: 10 },
        ...more,
      },
    ],
  }
}

export function routing(employees: number): Content {
  const title = { en: 'Row', fa: 'سطر' }
  return {
    entity: 'lead',
    rules: [
      {
        id: 'big',
        title,
        conditions: is('$.employees', 'greaterThanInclusive', employees),
        then: { queue: 'large', strategy: 'round-robin' },
      },
      { id: 'rest', title, conditions: is('$.id', 'present', true), then: { queue: 'sales', strategy: 'round-robin' } },
    ],
  }
}

/** A folder of rule files, gone after the test. */
export async function rulesInFolder(files: Readonly<Record<string, Content>> = SMALL): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-rules-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeRules(folder, files)
  return folder
}

/** Writes rule files over those of a folder. */
export async function writeRules(folder: string, files: Readonly<Record<string, Content>>): Promise<void> {
  for (const [kind, content] of Object.entries(files)) {
    const text = JSON.stringify({ apiVersion: 'sarnakh/v1', kind, id: kind, ...content }, null, 2)
    await writeFile(join(folder, `small.${kind}.json`), text)
  }
}
