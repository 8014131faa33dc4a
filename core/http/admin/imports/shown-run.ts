import type { Crm } from '../../../crm/crm.js'
import type { ImportRun } from '../../../model/entities/import-run.js'
import { coreEntities, type EntityName } from '../../../model/entities/index.js'
import { optionsOf } from '../../../model/fields.js'
import { textIn } from '../../../model/text/localized-text.js'

const TONES: { readonly [S in ImportRun['state']]: string } = {
  draft: '',
  waiting: 'amber',
  running: 'amber',
  done: 'green',
  failed: 'red',
  stopped: 'amber',
  undoing: 'amber',
  undone: '',
}

/** An import as pages show it. */
export function shownRun({ fields }: Pick<Crm, 'fields'>, run: ImportRun, language: string) {
  const state = optionsOf(fields.importRun['state'] ?? { type: 'select' }).find(({ value }) => value === run.state)
  const { rowsDone, rowsTotal = 0 } = run
  return {
    ...run,
    entityText: textIn(coreEntities[run.entity as EntityName].labelPlural, language),
    stateText: textIn(state?.label ?? run.state, language),
    tone: TONES[run.state],
    share: rowsTotal === 0 ? 0 : Math.min(100, Math.floor((rowsDone / rowsTotal) * 100)),
  }
}
