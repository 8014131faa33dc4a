import { closed, duration, fileOf, id, listOf, localized, text } from './parts.js'

/** For how long people are kept who neither bought nor are still spoken with. */
export const retentionFile = fileOf(
  {
    rules: listOf(
      closed(
        {
          id,
          title: localized,
          sources: listOf(text, 1),
          after: duration,
          action: { enum: ['erase', 'anonymise'] },
        },
        ['id', 'after', 'action'],
      ),
      1,
    ),
  },
  ['rules'],
)
