import { asError, CrmError } from '../../errors.js'
import type { AskedQueue, DecisionInputs, GuardAnswer } from '../../model/decision.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { DecideEnvironment } from './decide-request.js'
import type { Session } from './session.js'

/** Listens to what guards answer while a batch is decided. */
export interface GuardWatch {
  /** The environment to decide in. */
  readonly environment: DecideEnvironment
  /** What they said against something since the last call. */
  take(): readonly GuardAnswer[]
}

/** Writes down every refusal and failure of a guard: it may answer otherwise tomorrow, and the decision could not be made again. */
export function watchGuards(environment: DecideEnvironment): GuardWatch {
  let answers: GuardAnswer[] = []
  const note = async (asked: Pick<GuardAnswer, 'to' | 'owner'>, ask: () => PromiseLike<Answer> | Answer): Promise<Answer> => {
    try {
      const answer = await ask()
      if (answer) answers.push({ ...asked, refused: answer.refused })
      return answer
    } catch (thrown) {
      const plugin = thrown instanceof CrmError ? thrown.details['plugin'] : undefined
      answers.push({ ...asked, failed: asError(thrown).message, ...(typeof plugin === 'string' ? { plugin } : {}) })
      throw thrown
    }
  }
  return {
    environment: {
      ...environment,
      guardTransition: (request) => note({ to: request.to }, () => environment.guardTransition(request)),
      guardAssign: (request) => note({ owner: request.ownerId }, () => environment.guardAssign(request)),
    },
    take() {
      const taken = answers
      answers = []
      return taken
    },
  }
}

type Answer = Refusal | undefined

/** What a decision was made from beside facts and rules. */
export function decisionInputs(
  { situation, environment }: Session,
  { queue, guards }: { readonly queue: AskedQueue | undefined; readonly guards: readonly GuardAnswer[] },
): DecisionInputs {
  const { failedFacts = {}, reroute, chain, without } = situation
  const { timeZone, plugins } = environment
  return {
    format: 1,
    timeZone: timeZone ?? 'UTC',
    ...(plugins === undefined ? {} : { plugins }),
    ...(reroute === undefined ? {} : { reroute }),
    ...(chain === undefined ? {} : { chain }),
    ...(without === undefined ? {} : { without }),
    ...(Object.keys(failedFacts).length === 0 ? {} : { failedFacts }),
    ...(queue === undefined ? {} : { queue }),
    ...(guards.length === 0 ? {} : { guards }),
  }
}
