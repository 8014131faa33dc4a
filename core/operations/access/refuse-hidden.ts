import { type Actor, hiddenFields } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Sort } from '../../store/index.js'
import { isSeenEntity } from './hanging-records.js'

/** What somebody asks of records, in their own words. */
interface Asked {
  readonly where?: Conditions | undefined
  readonly sort?: Sort | undefined
}

/**
 * Refuses a filter or an order by a field that the actor never sees, as if there were no such field.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN.
 */
export function refuseHidden(engine: Pick<Engine, 'fields'>, actor: Actor, { where, sort }: Asked, entity: string): void {
  const isHidden = (of: string, field: string) => isSeenEntity(of) && hiddenFields(actor, of).has(field)
  const found = [...namedIn(where), ...(sort ? [{ entity, path: sort.field }] : [])].find(({ entity: of, path }) =>
    isHidden(of, path.split('.')[0] ?? ''),
  )
  if (found && isSeenEntity(found.entity)) throw unknownField(engine, actor, found)
}

function unknownField({ fields }: Pick<Engine, 'fields'>, actor: Actor, { entity, path }: Named): CrmError {
  if (!isSeenEntity(entity)) throw new TypeError(`"${entity}" hides nothing.`)
  const hidden = hiddenFields(actor, entity)
  const open = Object.entries(fields[entity]).flatMap(([name, { secret }]) => (secret || hidden.has(name) ? [] : [name]))
  const meant = didYouMean(path, open)
  const advice = meant === undefined ? '' : ` Did you mean "${meant}"?`
  return new CrmError('FILTER_FIELD_UNKNOWN', `"${entity}" has no field "${path}".${advice}`, {
    details: { entity, field: path },
  })
}

interface Named {
  readonly entity: string
  readonly path: string
}

/** Every field that conditions name, on either side of a comparison. */
function namedIn(node: unknown): readonly Named[] {
  if (Array.isArray(node)) return node.flatMap(namedIn)
  if (typeof node !== 'object' || node === null) return []
  const { fact, path } = node as { readonly fact?: unknown; readonly path?: unknown }
  const own = typeof fact === 'string' && typeof path === 'string' ? [{ entity: fact, path: path.replace(/^\$\./, '') }] : []
  return [...own, ...Object.values(node).flatMap(namedIn)]
}
