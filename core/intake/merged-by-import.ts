import { canonicalJson } from '../model/canonical-json.js'
import type { Lead } from '../model/entities/lead.js'
import type { RecordChanges } from '../store/index.js'
import type { Engine } from './engine.js'
import type { Draft } from './read-submissions.js'
import type { WorkingLead } from './working-lead.js'

/** Notes what rows of an import change about leads that were there before, so that undoing the import sets them back. */
export function mergedByImport(
  { fields, newId, now }: Pick<Engine, 'fields' | 'newId' | 'now'>,
  { works, drafts }: { works: readonly WorkingLead[]; drafts: readonly Draft[] },
): RecordChanges {
  const imports = new Map(drafts.flatMap(({ submission: { id, context } }) => (context?.['changeSet'] ? [[id, context]] : [])))
  const at = now()
  const inserts = works.flatMap(({ before, lead, submissionIds }) => {
    const context = submissionIds.map((id) => imports.get(id)).find((one) => one !== undefined)
    if (!before || !context) return []
    // What the rules derive follows by itself.
    const open = Object.keys(fields.lead).filter((field) => !fields.lead[field]?.system)
    const differing = open.filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(lead[field] ?? null))
    if (differing.length === 0) return []
    const of = (one: Lead) => Object.fromEntries(differing.map((field) => [field, one[field] ?? null]))
    const stamps = { id: newId(), version: 1, createdAt: at, updatedAt: at, at }
    const about = { changeSetId: context['changeSet'], entity: 'lead', recordId: lead.id, actor: String(context['by']) }
    return [
      { entity: 'recordChange' as const, record: { ...stamps, ...about, action: 'update', before: of(before), after: of(lead) } },
    ]
  })
  return { inserts }
}
