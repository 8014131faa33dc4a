import { expect, test } from 'vitest'
import { coreEntities, type EntityName } from '../../../../core/model/entities/index.js'
import type { FieldDeclaration } from '../../../../core/model/fields.js'
import { PERSON_PLAN } from '../../../../core/store/people/person-plan.js'

const names = Object.keys(coreEntities) as EntityName[]
const fieldsOf = (entity: EntityName): readonly FieldDeclaration[] => Object.values(coreEntities[entity].fields)

test('every entity that says something of a person, or points to one, has its part in an erasure', () => {
  const personal = names.filter((entity) =>
    fieldsOf(entity).some(
      ({ personal: is, type, entity: to }) => is || (type === 'reference' && (to === 'lead' || to === 'contact')),
    ),
  )
  const spared = personal.filter((entity) => PERSON_PLAN[entity] === undefined || 'keep' in PERSON_PLAN[entity])
  // The address on the list gives way to a hash; people who work here, and whom reports are sent to, are no leads.
  expect(spared).toEqual(['user', 'suppression', 'reportSchedule'])
})

test('what cannot be without the person goes with it, so that nothing points to who is gone', () => {
  const bound = names.filter((entity) =>
    fieldsOf(entity).some(
      ({ type, entity: to, required }) => type === 'reference' && (to === 'lead' || to === 'contact') && required,
    ),
  )
  for (const entity of bound) expect(PERSON_PLAN[entity], entity).toMatchObject({ own: 'remove' })
})
