import { nextInTurn } from '../../core/plugin-api/index.js'

/** The next in turn: a whole strategy, and the usual end of a composition. */
export const roundRobin = nextInTurn
