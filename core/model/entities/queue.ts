import { defineEntity, type RecordOf } from '../entity.js'

/** A pool of users whom leads are given to. Its id is the name that routing rules use; it is declared in a `queues` file. */
export const queue = defineEntity({
  name: 'queue',
  label: { en: 'Queue', fa: 'صف' },
  labelPlural: { en: 'Queues', fa: 'صف‌ها' },
  fields: {
    label: { type: 'json', label: { en: 'Label', fa: 'عنوان' }, required: true },
  },
})

export type Queue = RecordOf<typeof queue>
