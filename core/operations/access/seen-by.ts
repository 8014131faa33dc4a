import { type Actor, hiddenFields } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import { GRANTED_ENTITIES } from '../../model/role.js'
import type { RuleSet } from '../../rule-engine/index.js'
import { isSeenEntity, reachWhere } from './hanging-records.js'
import { seenRecords } from './seen-records.js'

/**
 * The engine as one actor sees it: records out of reach and hidden fields are not there, whoever asks of it. Every operation that
 * reads for somebody reads through it; what writes takes the whole one, because a record that is written must be read whole.
 * With `hides: false` records keep the hidden fields, for those who let the rules decide about them and show no value.
 * @example const { records } = seenBy(engine, actor).store
 */
export function seenBy<E extends Pick<Engine, 'fields' | 'rules' | 'store'>>(
  engine: E,
  actor: Actor,
  { hides = true }: { readonly hides?: boolean } = {},
): E {
  if (seesAll(actor)) return engine
  if (!hides) {
    const records = {
      ...engine.store.records,
      ...seenRecords(engine.store.records, { actor: seeingFields(actor), fields: engine.fields }),
    }
    return { ...engine, store: { ...engine.store, records } }
  }
  const fields = fieldsOf(engine.fields, actor)
  const records = { ...engine.store.records, ...seenRecords(engine.store.records, { actor, fields: engine.fields }) }
  return { ...engine, fields, rules: () => rulesWith(engine.rules(), fields), store: { ...engine.store, records } }
}

/** The whole engine for one actor's pages and answers, in which hidden fields are marked so that nothing shows or edits them. */
export function withFieldsClosed<E extends Pick<Engine, 'fields'>>(engine: E, actor: Actor): E {
  if (seesAll(actor)) return engine
  const close = (fields: Fields, hidden: ReadonlySet<string>): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, hidden.has(name) ? { ...field, secret: true, system: true } : field]),
    )
  return { ...engine, fields: fieldsOf(engine.fields, actor, close) }
}

/** Whether nothing at all is kept from an actor. */
export function seesAll(actor: Actor): boolean {
  if (actor.kind !== 'user' || !actor.grants) return true
  return GRANTED_ENTITIES.filter(isSeenEntity).every(
    (entity) => reachWhere(actor, entity) === undefined && hiddenFields(actor, entity).size === 0,
  )
}

/** The same actor with the same reach, from whom no field is hidden. */
function seeingFields(actor: Actor): Actor {
  if (actor.kind !== 'user' || !actor.grants) return actor
  const { role } = actor.grants
  const entities = Object.entries(role.entities).map(([entity, { hidden: _, ...grant }]) => [entity, grant] as const)
  return { ...actor, grants: { ...actor.grants, role: { ...role, entities: Object.fromEntries(entities) } } }
}

type AllFields = { readonly [E in EntityName]: Fields }

const without = (fields: Fields, hidden: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.has(name)))

function fieldsOf(all: AllFields, actor: Actor, hide = without): AllFields {
  const narrowed = GRANTED_ENTITIES.filter(isSeenEntity).flatMap((entity) => {
    const hidden = hiddenFields(actor, entity)
    if (hidden.size === 0) return []
    return [[entity, hide(all[entity], hidden)] as const]
  })
  return narrowed.length === 0 ? all : { ...all, ...Object.fromEntries(narrowed) }
}

const rulesWith = (rules: RuleSet, fields: AllFields): RuleSet => ({ ...rules, vocabulary: { ...rules.vocabulary, fields } })
