import type { Plugin } from '../../core/plugin-api/index.js'
import type { DecideEnvironment } from '../../core/rule-engine/index.js'
import { basePlugins } from './base-vocabulary.js'

type Place = Pick<DecideEnvironment, 'now' | 'queues'>

/** Decides with the plugins of the base, without hooks. */
export function baseEnvironment(place: Place): DecideEnvironment {
  return environmentWith(basePlugins)(place)
}

/** Decides with the plugins themselves and no hooks. */
export function environmentWith(plugins: readonly Plugin[]): (place: Place) => DecideEnvironment {
  const models = Object.assign({}, ...plugins.map(({ scoringModels }) => scoringModels ?? {}))
  const strategies = Object.assign({}, ...plugins.map(({ assignmentStrategies }) => assignmentStrategies ?? {}))
  return (place) => ({
    ...place,
    score: async (model, request) => models[model].score(request),
    filterScore: async ({ score }) => score,
    choose: async (strategy, candidates, request) => strategies[strategy].choose(candidates, request),
    guardTransition: async () => undefined,
    guardAssign: async () => undefined,
  })
}
