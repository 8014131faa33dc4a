import type { Engine } from '../../intake/engine.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { Refusal } from '../../plugin-api/index.js'
import { saidRefusal } from '../said-refusal.js'
import type { KeptEntity } from './kept-entity.js'

interface Removal {
  readonly entity: KeptEntity
  readonly id: string
}

/** Entities whose records stand by themselves: while one of them names a record, that record stays. */
const STANDING = [
  'lead',
  'account',
  'contact',
  'opportunity',
  'product',
  'opportunityLine',
  'campaign',
  'document',
  'user',
] as const

/** Parts that go with the whole, so that they hold nothing up. */
const PARTS: { readonly [E in KeptEntity]?: readonly EntityName[] } = { opportunity: ['opportunityLine', 'opportunityContact'] }

/** Refuses to remove a record that others name: they would point to nothing. */
export async function stillReferenced(engine: Engine, { entity, id }: Removal): Promise<Refusal | undefined> {
  const parts: readonly EntityName[] = PARTS[entity] ?? []
  const counted = await Promise.all(
    STANDING.filter((of) => !parts.includes(of)).map(async (of) => ({ of, count: await naming(engine, of, { entity, id }) })),
  )
  const holders = counted.filter(({ count }) => count > 0)
  if (holders.length === 0) return undefined
  const list = (language: 'en' | 'fa', comma: string) =>
    holders.map(({ of, count }) => `${count} ${coreEntities[of][count === 1 ? 'label' : 'labelPlural'][language]}`).join(comma)
  return saidRefusal(
    {
      en: `It is still named by: ${list('en', ', ')}. Change or remove those first.`,
      fa: `هنوز اینها از آن نام می‌برند: ${list('fa', '، ')}. نخست آنها را تغییر دهید یا بردارید.`,
    },
    { code: 'still-referenced', details: holders.map(({ of, count }) => `${of}:${count}`) },
  )
}

async function naming({ store, fields }: Engine, of: EntityName, { entity, id }: Removal): Promise<number> {
  const any = Object.entries(fields[of]).flatMap(([name, field]) =>
    field.type === 'reference' && field.entity === entity ? [{ fact: of, path: `$.${name}`, operator: 'equal', value: id }] : [],
  )
  return any.length === 0 ? 0 : store.records.count(of, { where: { any } })
}
