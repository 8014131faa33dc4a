import type { ConditionNode } from '../model/conditions.js'
import { type Lifecycle, openStatuses } from '../model/lifecycle.js'

/** The leads that rules go on deciding about; a closed one is left as it is unless somebody asks for it. */
export const isOpenLead = (lifecycle: Lifecycle): ConditionNode => ({
  fact: 'lead',
  path: '$.status',
  operator: 'in',
  value: openStatuses(lifecycle),
})
