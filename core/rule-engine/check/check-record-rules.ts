import type { JSONPath } from 'jsonc-parser'
import type { Conditions } from '../../model/conditions.js'
import type { RuledEntity } from '../../model/ruled-entity.js'
import { recordFacts } from '../facts/record-facts.js'
import type { AutomationRule } from '../rule-set.js'
import { factsRead } from './check-conditions.js'
import type { Finding } from './finding.js'
import { listed } from './joined.js'
import type { KnownNames } from './known-names.js'

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
  readonly entity: RuledEntity
}

/** The names as rules about these records mean them: their facts, and the fields of the record where those of a lead stood. */
export function namesAbout(entity: RuledEntity, names: KnownNames): KnownNames {
  const { vocabulary, pipelines } = names
  const fields = { ...vocabulary.fields, lead: vocabulary.fields[entity] }
  const stages = pipelines && [...new Set(Object.values(pipelines).flatMap(({ statuses }) => statuses.map(({ id }) => id)))]
  return { ...names, statuses: stages, vocabulary: { ...vocabulary, facts: recordFacts(entity), fields } }
}

/** Named conditions are mostly about leads: one whose facts are not there for this record cannot be used. */
export function checkNamedFacts(conditions: Conditions, { path, names, entity }: Place): Finding[] {
  const { facts } = names.vocabulary
  const direct = new Set(factsRead(conditions, {}))
  const strange = [...new Set(factsRead(conditions, names.meanings))].filter(
    (fact) => !direct.has(fact) && !Object.hasOwn(facts, fact),
  )
  return strange.map((fact): Finding => {
    const known = listed(Object.keys(facts))
    const message = {
      en: `A rule about an ${entity} cannot ask for "${fact}", which a named condition in it reads. It reads ${known.en}.`,
      fa: `قاعده‌ای دربارهٔ «${entity}» نمی‌تواند «${fact}» را بپرسد که شرط نام‌دار آن می‌خواند. این‌ها را می‌خواند: ${known.fa}.`,
    }
    return { path, code: 'RULE_FACT_UNKNOWN', message }
  })
}

/** An action that has nothing to do with such records. */
export function checkFitsRecord(
  { type }: AutomationRule['then'][number],
  { path, names, entity }: Omit<Place, 'entity'> & { readonly entity: 'lead' | RuledEntity },
): Finding[] {
  const { actions } = names.vocabulary
  const isFit = (id: string) => fits(actions[id], entity)
  if (!Object.hasOwn(actions, type) || isFit(type)) return []
  const fit = Object.keys(actions).filter(isFit)
  const message = {
    en: `The action "${type}" can do nothing about one of kind ${entity}. These can: ${fit.join(', ')}.`,
    fa: `عمل «${type}» برای «${entity}» کاری نمی‌تواند بکند. این‌ها می‌توانند: ${fit.join('، ')}.`,
  }
  return [{ path: [...path, 'type'], code: 'RULE_ACTION_UNFIT', message }]
}

type Declared = KnownNames['vocabulary']['actions'][string]

function fits(action: Declared | undefined, entity: 'lead' | RuledEntity): boolean {
  if (action?.entities) return action.entities.includes(entity)
  return entity === 'lead' || action?.performOn !== undefined
}
