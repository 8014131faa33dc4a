import type { Pipeline } from '../../../model/pipeline.js'
import { isPipeline } from '../../files/is-pipeline.js'
import type { SourceFile } from '../../files/source-file.js'
import type { Lint, PlacedFinding } from './lint.js'

/** Finds pipelines in which nothing can be won, or nothing lost: their forecast and their win rate would mean nothing. */
export const outcomeMissing: Lint = ({ files }) => files.filter(isPipeline).flatMap(missingIn)

function missingIn(source: SourceFile): readonly PlacedFinding[] {
  const { statuses } = source.value as unknown as Pipeline
  const lacking = (['won', 'lost'] as const).filter((outcome) => !statuses.some(({ category }) => category === outcome))
  if (lacking.length === 0) return []
  const names = lacking.map((outcome) => `"${outcome}"`)
  const message = {
    en: `No stage has the category ${names.join(' or ')}. Add one for each, so that a sale can come to its end.`,
    fa: `هیچ مرحله‌ای دستهٔ ${names.join(' یا ')} ندارد. برای هرکدام یکی بیفزایید تا فروش به پایان برسد.`,
  }
  return [{ source, finding: { path: ['statuses'], severity: 'warning', code: 'RULE_OUTCOME_MISSING', message } }]
}
