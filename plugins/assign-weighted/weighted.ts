import { type Candidate, defineAssignmentStrategy, inTurn, type LeftOut } from '../../core/plugin-api/index.js'
import { smoothTurn } from './smooth-turn.js'
import { wholeWeights } from './whole-weights.js'

/**
 * Shares leads by weight, evenly spread: weights 3 and 1 give a, a, b, a and not a, a, a, b.
 * The cursor counts the leads given; the same cursor and candidates always give the same owner.
 */
export const weighted = defineAssignmentStrategy({
  label: { en: 'By weight', fa: 'وزنی' },
  choose(candidates, { cursor }) {
    const sharing = inTurn(candidates, 0).filter(({ weight }) => weight > 0)
    const weightless = candidates.filter((candidate) => !sharing.includes(candidate)).map(leftOutWeightless)
    const { chosen, ahead } = smoothTurn(wholeWeights(sharing.map(({ weight }) => weight)), cursor)
    const owner = sharing[chosen]
    if (!owner) return { leftOut: weightless }
    const leftOut = sharing.flatMap((candidate, index) =>
      candidate === owner ? [] : [leftOutAhead(candidate, ahead[index] ?? 0)],
    )
    return { ownerId: owner.userId, leftOut: [...leftOut, ...weightless], cursor: cursor + 1 }
  },
})

const leftOutAhead = ({ userId, weight }: Candidate, ahead: number): LeftOut => ({
  userId,
  reason: 'further-ahead-of-share',
  details: { weight, ahead },
})

const leftOutWeightless = ({ userId, weight }: Candidate): LeftOut => ({ userId, reason: 'zero-weight', details: { weight } })
