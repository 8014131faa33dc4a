import type { JsonSchema } from '../../../model/fields.js'
import { anyObject, closed, fileOf, flag, id, instead, listOf, localized, naming, text } from './parts.js'

/** `$.a.b`, `[n]`, `[*]`; nothing else, so that a path can never be code. */
export const path: JsonSchema = {
  type: 'string',
  maxLength: 200,
  pattern: '^\\$(\\.[a-zA-Z_][a-zA-Z0-9_-]*|\\[\\d{1,4}\\]|\\[\\*\\])*$',
}

const ref = (name: string): JsonSchema => ({ $ref: `conditions#/definitions/${name}` })
const has = (key: string): JsonSchema => ({ required: [key] })

/** What another fact says, on the right of a comparison or inside the parameters of an action. */
const factReference: JsonSchema = naming('reference', closed({ fact: text, params: anyObject, path }, ['fact']))

/** Keys that open a node; listed beside those of a comparison so that a slip of the pen finds its neighbour. */
const opening: JsonSchema = { all: true, any: true, not: true, condition: true }

/** Conditions as a chain of if/then, so that one mistake gives one message. */
export const conditionsSchema: JsonSchema = {
  $id: 'conditions',
  definitions: {
    top: {
      type: 'object',
      if: { type: 'object', required: ['fact'] },
      then: { properties: { fact: false } },
      else: ref('group'),
    },
    group: {
      if: has('all'),
      then: closed({ all: listOf(ref('node'), 1) }),
      else: {
        if: has('any'),
        then: closed({ any: listOf(ref('node'), 1) }),
        else: {
          if: has('not'),
          then: closed({ not: ref('node') }),
          else: closed({ ...opening, condition: naming('condition', text) }, ['condition']),
        },
      },
    },
    node: {
      type: 'object',
      if: { anyOf: [has('all'), has('any'), has('not'), has('condition')] },
      then: ref('group'),
      else: ref('comparison'),
    },
    comparison: naming(
      'comparison',
      closed(
        {
          fact: text,
          params: anyObject,
          path,
          operator: text,
          value: { if: { type: 'object', required: ['fact'] }, then: factReference },
          ...Object.fromEntries(Object.keys(opening).map((key) => [key, true])),
        },
        ['fact', 'operator', 'value'],
      ),
    ),
  },
}

export const conditions: JsonSchema = ref('top')

export const conditionsFile = fileOf(
  { conditions: listOf(closed({ id, title: localized, description: localized, conditions }, ['id', 'conditions']), 1) },
  ['conditions'],
)

const segmentPlace = {
  quick: { type: 'integer', minimum: 1, maximum: 1_000 },
  roles: listOf(id, 1),
  live: flag,
} as const

const ONE_OF_TWO = {
  en: 'A segment says either "conditions" that its leads meet, or "members": "listed" where they are put into it one by one.',
  fa: 'گروه یا با «conditions» می‌گوید سرنخ‌هایش چه شرط‌هایی دارند، یا با ‎"members": "listed" سرنخ‌ها را یکی‌یکی در خود می‌گیرد.',
} as const

/** Leads for which conditions hold, or with `"members": "listed"` those that people and rules put into it one by one. */
export const segmentFile: JsonSchema = {
  type: 'object',
  if: { required: ['members'] },
  then: instead({ conditions: ONE_OF_TWO }, fileOf({ members: { enum: ['listed'] }, ...segmentPlace }, ['title', 'members'])),
  else: instead({ conditions: ONE_OF_TWO }, fileOf({ conditions, ...segmentPlace }, ['title', 'conditions'])),
}
