import type { Actor, Permission } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { KeptEntity } from './kept-entity.js'

/** A record to make. */
export interface NewRecord {
  readonly actor: Actor
  readonly entity: KeptEntity
  readonly values: Readonly<Record<string, unknown>>
  /** A new one without it; an import brings that of the record it restores. */
  readonly id?: string
  readonly changeSetId?: string
  readonly rule?: string
  /** Ids of records that are written in the same step, so that this one may refer to them. */
  readonly planned?: ReadonlySet<string>
}

/** A record to change; `null` clears a field. */
export interface RecordEdit {
  readonly actor: Actor
  readonly entity: KeptEntity
  readonly id: string
  /** The version the person saw; without it the change applies to whatever is there. */
  readonly expectedVersion?: number
  readonly changes: Readonly<Record<string, unknown>>
  readonly changeSetId?: string
  readonly rule?: string
  /** Ids of records that are written in the same step, so that this one may refer to them. */
  readonly planned?: ReadonlySet<string>
}

/** What writing an entity asks for; its lines and roles are parts of the opportunity. */
export const writePermission = (entity: KeptEntity): Permission => `${PART_OF[entity] ?? entity}:write` as Permission
export const readPermission = (entity: KeptEntity): Permission => `${PART_OF[entity] ?? entity}:read` as Permission

const PART_OF: { readonly [E in KeptEntity]?: string } = {
  opportunityLine: 'opportunity',
  opportunityContact: 'opportunity',
  team: 'user',
}

export const unknownRecord = (entity: string, id: string): CrmError =>
  new CrmError('RECORD_UNKNOWN', {
    en: `There is no ${entity} ${id}.`,
    fa: `${entity} با شناسهٔ ${id} پیدا نشد.`,
  })
