import { defineEntity, type RecordOf } from '../entity.js'

/** That a user belongs to a queue. */
export const queueMember = defineEntity({
  name: 'queueMember',
  label: { en: 'Queue member', fa: 'عضو صف' },
  labelPlural: { en: 'Queue members', fa: 'اعضای صف' },
  fields: {
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' }, required: true },
    userId: { type: 'reference', entity: 'user', label: { en: 'User', fa: 'کاربر' }, required: true },
  },
  unique: [['queue', 'userId']],
})

export type QueueMember = RecordOf<typeof queueMember>
