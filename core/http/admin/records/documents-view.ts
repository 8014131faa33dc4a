import type { Crm } from '../../../crm/crm.js'
import type { Document } from '../../../model/entities/document.js'

/** Documents as profiles show them, with how many of each kind there are. */
export function documentsView({ fields }: Pick<Crm, 'fields'>, documents: readonly Document[]): object {
  const counts = new Map<Document['kind'], number>()
  for (const { kind } of documents) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return {
    documents: documents.toSorted((one, other) => timeOf(other) - timeOf(one)),
    documentCounts: [...counts].map(([kind, count]) => ({ kind, count })),
    documentFields: fields.document,
  }
}

const timeOf = ({ issuedAt, createdAt }: Document): number => issuedAt ?? createdAt
