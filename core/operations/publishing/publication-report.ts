import type { Engine } from '../../intake/engine.js'
import type { Publication } from '../../store/index.js'
import type { ImpactSummary } from '../impact/impact-summary.js'
import type { FileChange } from './compare-files.js'

/** What was known of a publication on its day. */
export interface PublicationReport {
  /** Against what decided before; empty for the first. */
  readonly files: readonly FileChange[]
  /** Absent where none were run: for the first, and for a return. */
  readonly cases?: CasesSummary
  /** What it was found to change for the leads of that day, as `rules impact` tells it; absent where nobody asked. */
  readonly impact?: ImpactSummary
  /** Of a return: leads that keep what the rules taken back gave them, because moves go one way. */
  readonly kept?: KeptAsIs
}

/** How many leads stay as they are though the rules would not have made them so. */
export interface KeptAsIs {
  /** In a status to which these rules would not have moved them. */
  readonly status: number
  /** With a grade that is kept down to its `until`, though the points alone give another. */
  readonly grade: number
}

/** How the cases beside the files ended. */
export interface CasesSummary {
  readonly count: number
  readonly failed: readonly { readonly file: string; readonly line: number; readonly name: string }[]
}

/** A publication as people read it. */
export interface ShownPublication extends Omit<Publication, 'report'> {
  /** Their name, where the author is a user; else as it was written down. */
  readonly authorName: string
  readonly report: PublicationReport
}

/** Puts names to authors; the store wrote the report as `publish` made it. */
export async function shownPublications(
  { store }: Pick<Engine, 'store'>,
  publications: readonly Publication[],
): Promise<readonly ShownPublication[]> {
  const authors = [...new Set(publications.map(({ author }) => author))]
  const names = new Map((await store.records.getMany('user', authors)).map(({ id, name }) => [id, String(name)]))
  return publications.map((publication) => ({
    ...publication,
    authorName: names.get(publication.author) ?? publication.author,
    report: publication.report as PublicationReport,
  }))
}
