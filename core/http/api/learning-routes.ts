import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { accuracyOf, learns, retrained, trainScoring } from '../../operations/index.js'
import type { ApiRoute } from './api-route.js'

const FIGURES = {
  type: 'object',
  description: '`auc`, `brier`, `confusion`, `calibration`, and on how many leads.',
} as const

/** How good learned scores are, and training them. */
export const learningRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/scoring/:id/accuracy',
    summary: 'How good a learned score is',
    permission: 'rule:read',
    answer: {
      status: 200,
      description: 'Figures in force, and those of the last training by itself.',
      schema: { type: 'object', properties: { inForce: FIGURES, latest: { type: 'object' } } },
    },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      authorize(actor, 'rule:read')
      const file = crm.rules().scoring.find((each) => each.id === id)
      if (!file || !learns(crm, file)) throw new CrmError('HTTP_NOT_FOUND', `There is no learned score "${id.slice(0, 100)}".`)
      const [inForce, latest] = [accuracyOf(file), await retrained(crm, id)]
      return { ...(inForce ? { inForce } : {}), ...(latest ? { latest } : {}) }
    },
  },
  {
    method: 'post',
    path: '/api/scoring/:id/train',
    summary: 'Train a learned score',
    description: 'Writes nothing: `params` belong into the scoring file, and the rules are then published.',
    permission: 'rule:publish',
    answer: {
      status: 200,
      description: 'New parameters, their figures and those in force.',
      schema: { type: 'object', properties: { params: { type: 'object' }, accuracy: FIGURES, before: FIGURES } },
    },
    handle: ({ crm, actor, params: { id = '' } }) => trainScoring(crm, { actor, scoring: id }),
  },
]
