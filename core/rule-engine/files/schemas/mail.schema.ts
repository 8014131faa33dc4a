import type { JsonSchema } from '../../../model/fields.js'
import { closed, fileOf, instead, listOf, localized, text } from './parts.js'

const KINDS = ['heading', 'paragraph', 'list', 'button', 'image'] as const

const ONE_KIND = {
  en: `A block holds one of these, and each stands in a block of its own: ${KINDS.join(', ')}.`,
  fa: `هر بلوک یکی از این‌هاست و هرکدام بلوک خودش را دارد: ${KINDS.join('، ')}.`,
} as const

const otherKinds = (name?: string) => Object.fromEntries(KINDS.flatMap((kind) => (kind === name ? [] : [[kind, ONE_KIND]])))
const only = (name: string, schema: JsonSchema): JsonSchema => instead(otherKinds(name), closed({ [name]: schema }, [name]))
const has = (name: string): JsonSchema => ({ required: [name] })

/** A block of none of the kinds: all are named, so that a slip of the pen finds its neighbour. */
const paragraph: JsonSchema = instead(
  otherKinds(),
  closed({ ...Object.fromEntries(KINDS.map((kind) => [kind, true])), paragraph: localized }, ['paragraph']),
)

const block: JsonSchema = {
  type: 'object',
  if: has('heading'),
  then: only('heading', localized),
  else: {
    if: has('list'),
    then: only('list', listOf(localized, 1)),
    else: {
      if: has('button'),
      then: only('button', closed({ text: localized, url: text }, ['text', 'url'])),
      else: {
        if: has('image'),
        then: only('image', closed({ src: text, alt: localized, url: text }, ['src', 'alt'])),
        else: { if: has('paragraph'), then: only('paragraph', localized), else: paragraph },
      },
    },
  },
}

/** A mail: a subject and blocks, each in every language it has. */
export const mailFile = fileOf(
  { purpose: { enum: ['marketing', 'service'] }, subject: localized, preview: localized, blocks: listOf(block, 1) },
  ['title', 'subject', 'blocks'],
)
