import { defineEntity, type RecordOf } from '../entity.js'

/** A row of an import that did not come in, or not whole, with all that was wrong with it. */
export const importProblem = defineEntity({
  name: 'importProblem',
  label: { en: 'Problem of an import', fa: 'مشکل درون‌ریزی' },
  labelPlural: { en: 'Problems of imports', fa: 'مشکل‌های درون‌ریزی' },
  fields: {
    importId: { type: 'reference', entity: 'importRun', label: { en: 'Import', fa: 'درون‌ریزی' }, required: true },
    /** Counted as a person counts in the file: the header is row 1. */
    row: { type: 'integer', label: { en: 'Row', fa: 'ردیف' }, required: true },
    /** The row as it stands in the file. */
    cells: { type: 'json', label: { en: 'Cells', fa: 'خانه‌ها' }, required: true, personal: true },
    /** In English and Persian. */
    problem: { type: 'json', label: { en: 'Problem', fa: 'مشکل' }, required: true, personal: true },
    /** Whether the row came in without its bad cells. */
    isPartial: { type: 'boolean', label: { en: 'Rest came in', fa: 'بقیه وارد شد' } },
  },
  indexes: [['importId', 'row']],
})

export type ImportProblem = RecordOf<typeof importProblem>
