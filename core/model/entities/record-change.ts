import { defineEntity, type RecordOf } from '../entity.js'

/** What one write did to one record, field by field: the provenance of its values, and the way back. */
export const recordChange = defineEntity({
  name: 'recordChange',
  label: { en: 'Change of a record', fa: 'تغییر رکورد' },
  labelPlural: { en: 'Changes of records', fa: 'تغییرهای رکورد' },
  fields: {
    /** What it belongs to; absent for an edit by itself. */
    changeSetId: { type: 'reference', entity: 'changeSet', label: { en: 'Change', fa: 'تغییر' }, indexed: true },
    entity: { type: 'string', label: { en: 'Of', fa: 'از' }, required: true },
    recordId: { type: 'string', label: { en: 'Record', fa: 'رکورد' }, required: true },
    action: { type: 'select', label: { en: 'Action', fa: 'کار' }, required: true, oneOf: ['insert', 'update', 'remove'] },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    actor: { type: 'string', label: { en: 'Who', fa: 'چه کسی' }, required: true },
    /** Only the fields that differ; `null` where there was no value. */
    before: { type: 'json', label: { en: 'Before', fa: 'پیش از آن' }, personal: true },
    after: { type: 'json', label: { en: 'After', fa: 'پس از آن' }, personal: true },
  },
  indexes: [['entity', 'recordId', 'at']],
})

export type RecordChange = RecordOf<typeof recordChange>
