import { SYSTEM } from '../../access/index.js'
import { CrmError, formatError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Work } from '../../jobs/index.js'
import type { Accuracy } from '../../plugin-api/index.js'
import { learns, trainScoring } from './train-scoring.js'

/** What training by itself found: figures to compare with those that count, or why there was nothing to learn from. */
export interface Retrained {
  readonly at: number
  readonly accuracy?: Accuracy
  readonly problem?: string
}

const EVERY_MS = 7 * 24 * 3_600_000

/** Trains every model that learns once a week and keeps the figures; only people put new weights in force. */
export function retrainWork(engine: Engine): Work {
  const due = async () => {
    const files = engine.rules().scoring.filter((file) => learns(engine, file))
    const last = await Promise.all(files.map(async ({ id }) => ({ id, at: (await retrained(engine, id))?.at ?? 0 })))
    return last.toSorted((one, other) => one.at - other.at)[0]
  }
  return {
    name: 'retraining',
    async nextAt() {
      const next = await due()
      return next && next.at + EVERY_MS
    },
    async run() {
      const next = await due()
      if (!next || next.at + EVERY_MS > engine.now()) return 0
      await engine.store.system.setSetting(settingOf(next.id), await train(engine, next.id))
      return 1
    },
  }
}

/** The figures of the last training that nobody asked for. */
export async function retrained({ store }: Pick<Engine, 'store'>, scoring: string): Promise<Retrained | undefined> {
  return (await store.system.getSetting(settingOf(scoring))) as Retrained | undefined
}

const settingOf = (scoring: string): string => `retrained/${scoring}`

async function train(engine: Engine, scoring: string): Promise<Retrained> {
  const at = engine.now()
  try {
    const { accuracy } = await trainScoring(engine, { actor: SYSTEM, scoring })
    return { at, accuracy }
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    return { at, problem: formatError(error) }
  }
}
