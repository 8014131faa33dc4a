export * from './actor.js'
export * from './authorize.js'
export * from './reach.js'
export * from './session-life.js'
