import type { JsonSchema } from '../../../model/fields.js'
import type { RuleKind } from '../source-file.js'
import { calendarFile } from './calendar.schema.js'
import { casesFile } from './cases.schema.js'
import { conditionsFile, segmentFile } from './conditions.schema.js'
import { fieldsFile, formFile, lifecycleFile, mappingFile } from './definitions.schema.js'
import { mailFile } from './mail.schema.js'
import { conversionFile, dedupeFile } from './records.schema.js'
import { retentionFile } from './retention.schema.js'
import { roleFile } from './role.schema.js'
import { automationFile, queuesFile, routingFile, scoringFile, slaFile, transitionFile } from './rules.schema.js'
import { sequenceFile } from './sequence.schema.js'

export { conditionsSchema } from './conditions.schema.js'

/** What a file of each kind must look like: one JSON Schema (draft 7) per kind, for the loader and for editors. */
export const kindSchemas: Readonly<Record<RuleKind, JsonSchema>> = {
  automation: automationFile,
  calendar: calendarFile,
  cases: casesFile,
  conditions: conditionsFile,
  conversion: conversionFile,
  dedupe: dedupeFile,
  fields: fieldsFile,
  form: formFile,
  lifecycle: lifecycleFile,
  mail: mailFile,
  mapping: mappingFile,
  queues: queuesFile,
  retention: retentionFile,
  role: roleFile,
  routing: routingFile,
  scoring: scoringFile,
  segment: segmentFile,
  sla: slaFile,
  sequence: sequenceFile,
  transition: transitionFile,
}
