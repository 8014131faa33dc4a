import { CrmErrors } from '../../errors.js'
import type { RuleFile } from '../rule-set.js'
import { parseSource } from './parse-source.js'
import type { SourceFile } from './source-file.js'

/** Reads files again from the texts they were kept as; the mistakes when one of them is no rule file any more. */
export function rereadFiles(files: readonly RuleFile[]): readonly SourceFile[] | CrmErrors {
  const parsed = files.map(({ layer, path, text }) => parseSource({ layer, folder: layer, path, text }))
  const mistakes = parsed.flatMap((each) => ('tree' in each ? [] : each))
  return mistakes.length > 0 ? new CrmErrors(mistakes) : parsed.filter((each) => 'tree' in each)
}
