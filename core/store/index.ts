/** The database behind one door: `openStore`, and the words it speaks in. */

export { openStore } from './open-store.js'
export type * from './store.js'
