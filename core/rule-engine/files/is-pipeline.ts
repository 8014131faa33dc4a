import type { SourceFile } from './source-file.js'

/** Whether a file says the stages of a pipeline, and not the statuses of leads. */
export const isPipeline = ({ kind, value }: Pick<SourceFile, 'kind' | 'value'>): boolean =>
  kind === 'lifecycle' && value['entity'] === 'opportunity'
