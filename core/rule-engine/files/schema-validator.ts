import { Ajv } from 'ajv'
import formatsPlugin, { type FormatsPlugin } from 'ajv-formats'
import { readDateLiteral } from '../../model/calendar/date-literal.js'
import { parseDuration } from '../../model/calendar/duration.js'
import { INSTEAD, NAMES } from './schemas/parts.js'

/** Words of a schema that say something to editors and nothing to a validator. */
const EDITOR_WORDS = ['markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions', 'defaultSnippets']

/** An ajv for rule files: every mistake at once, draft 7, strict about the schemas themselves. */
export function schemaValidator(): Ajv {
  const instance = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
  })
  // ajv-formats is CommonJS: under NodeNext its callable export is typed one level deeper than it is.
  ;(formatsPlugin as unknown as FormatsPlugin)(instance, ['date', 'date-time', 'email', 'uri'])
  instance.addVocabulary([NAMES, INSTEAD, ...EDITOR_WORDS])
  instance.addFormat('duration', (text: string) => parseDuration(text) !== undefined)
  instance.addFormat('iso-instant', isInstant)
  instance.addFormat('web-address', (text: string) => URL.canParse(text) && /^https?:\/\//.test(text))
  return instance
}

const isInstant = (text: string): boolean => 'ms' in readDateLiteral(text)
