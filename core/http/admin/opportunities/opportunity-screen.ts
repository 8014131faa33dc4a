import type { RecordScreen } from '../records/record-screen.js'
import { joinStage, splitStage, stageOptions } from './stage-choice.js'

/** The forms of opportunities: those of every record, with the stages of all pipelines and their reasons to choose from. */
export const OPPORTUNITY_SCREEN: RecordScreen = {
  entity: 'opportunity',
  path: '/opportunities',
  icon: 'opportunities',
  columns: ['name', 'stage', 'amount', 'accountId', 'expectedCloseDate', 'ownerId', 'createdAt'],
  options: (crm, { language }) => stageOptions(crm.rules().pipelines, language),
  joined: ['pipeline'],
  show: joinStage,
  read: splitStage,
}
