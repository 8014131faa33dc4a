import type { DecideEnvironment } from '../../core/rule-engine/index.js'
import { basePlugins } from './base-vocabulary.js'

/** Decides with the plugins themselves and no hooks. */
export function baseEnvironment(place: Pick<DecideEnvironment, 'now' | 'queues'>): DecideEnvironment {
  const models = Object.assign({}, ...basePlugins.map(({ scoringModels }) => scoringModels ?? {}))
  const strategies = Object.assign({}, ...basePlugins.map(({ assignmentStrategies }) => assignmentStrategies ?? {}))
  return {
    ...place,
    score: async (model, request) => models[model].score(request),
    filterScore: async ({ score }) => score,
    choose: async (strategy, candidates, request) => strategies[strategy].choose(candidates, request),
    guardTransition: async () => undefined,
    guardAssign: async () => undefined,
  }
}
