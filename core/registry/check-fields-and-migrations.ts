import type { CrmError } from '../errors.js'
import { coreEntities } from '../model/entities/index.js'
import { FIELD_NAME } from '../model/fields.js'
import type { Plugin } from '../plugin-api/index.js'
import { isListOfTexts, isObject } from './contribution-kinds.js'
import { malformed, unknownName } from './plugin-mistake.js'

/** What is wrong with the columns and tables that a plugin adds. */
export function checkFieldsAndMigrations({ name, fields = {}, migrations = [] }: Plugin): readonly CrmError[] {
  return [
    ...Object.entries(fields).flatMap(([entity, added]) => checkFields(name, { entity, added })),
    ...migrations.flatMap((migration) => (isMigration(migration) ? [] : [malformed(name, MIGRATION_MISTAKE)])),
  ]
}

const MIGRATION_MISTAKE = 'gives a migration that is no { name, up: [statements], down: [statements] }'

function checkFields(plugin: string, { entity, added }: { entity: string; added: unknown }): readonly CrmError[] {
  if (!Object.hasOwn(coreEntities, entity)) {
    const mistake = `adds fields to "${entity}", which is no entity`
    return [unknownName('PLUGIN_CONTRIBUTION_UNKNOWN', { plugin, mistake, name: entity, known: Object.keys(coreEntities) })]
  }
  return Object.entries(added ?? {}).flatMap(([field, declaration]: [string, unknown]) => {
    if (!FIELD_NAME.test(field))
      return [malformed(plugin, `adds the field "${entity}.${field}", whose name must be in camelCase`)]
    const isDeclared = isObject(declaration) === undefined && typeof (declaration as { type?: unknown }).type === 'string'
    return isDeclared ? [] : [malformed(plugin, `adds the field "${entity}.${field}" without a type`)]
  })
}

function isMigration(migration: unknown): boolean {
  if (isObject(migration) !== undefined) return false
  const { name, up, down } = migration as { name?: unknown; up?: unknown; down?: unknown }
  return typeof name === 'string' && isListOfTexts(up) === undefined && isListOfTexts(down) === undefined
}
