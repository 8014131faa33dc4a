import type { Crm } from '../../../crm/crm.js'
import type { KeptEntity } from '../../../operations/index.js'
import type { FormValues } from '../../body/index.js'
import type { FormOption } from '../reference-choices.js'

/** How the pages of an entity look: where they are, and what its list shows beside the fields of the deployment. */
export interface RecordScreen {
  readonly entity: KeptEntity
  readonly path: string
  /** Name of a drawing in assets/icons.svg. */
  readonly icon: string
  /** The first one is the link to the record. */
  readonly columns: readonly string[]
  /** Values to choose from in a form, for fields whose declaration does not list them. */
  readonly options?: (crm: Crm, form: { readonly language: string; readonly values: FormValues }) => FieldOptions
  /** Fields that are asked for together with another one. */
  readonly joined?: readonly string[]
  /** Puts values that are asked for together into one. */
  readonly show?: (values: FormValues) => FormValues
  /** Takes them apart again. */
  readonly read?: (posted: FormValues) => FormValues
}

/** Choices by field. */
export type FieldOptions = Readonly<Record<string, readonly FormOption[]>>

/** Entities that have the pages of this folder. */
export const RECORD_SCREENS = [
  {
    entity: 'contact',
    path: '/contacts',
    icon: 'contacts',
    columns: ['name', 'accountId', 'jobTitle', 'email', 'phone', 'ownerId', 'createdAt'],
  },
  {
    entity: 'account',
    path: '/accounts',
    icon: 'accounts',
    columns: ['name', 'industry', 'city', 'phone', 'customerState', 'lastPurchaseAt', 'ownerId'],
  },
  { entity: 'product', path: '/products', icon: 'products', columns: ['name', 'code', 'series', 'price', 'active'] },
  {
    entity: 'campaign',
    path: '/campaigns',
    icon: 'campaigns',
    columns: ['name', 'code', 'source', 'cost', 'startsOn', 'endsOn'],
  },
  {
    entity: 'document',
    path: '/documents',
    icon: 'documents',
    columns: ['number', 'kind', 'status', 'amount', 'dueOn', 'accountId', 'contactId', 'createdAt'],
  },
  { entity: 'team', path: '/teams', icon: 'teams', columns: ['name', 'managerId', 'createdAt'] },
] as const satisfies readonly RecordScreen[]

const PLACES: Readonly<Record<string, string>> = {
  lead: '/leads',
  opportunity: '/opportunities',
  ...Object.fromEntries(RECORD_SCREENS.map(({ entity, path }) => [entity, path])),
}

/** The address of a record's page; none where its entity has no pages. */
export function recordHref(entity: string, id: string): string | undefined {
  const place = PLACES[entity]
  return place === undefined ? undefined : `${place}/${encodeURIComponent(id)}`
}
