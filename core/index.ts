/** The product as a library: open a deployment and work with it. */

export type { Actor, Permission, Role } from './access/index.js'
export { SYSTEM } from './access/index.js'
export type { Crm } from './crm/crm.js'
export { type OpenOptions, openCrm } from './crm/open-crm.js'
export { type Deployment, type DeploymentConfig, readDeployment } from './deployment/index.js'
export { CrmError, CrmErrors, ERROR_CODES, type ErrorCode, formatError } from './errors.js'
export { type Captured, capture, record } from './intake/capture.js'
export { decideWaiting } from './intake/intake-work.js'
export type { Decision, Score } from './model/decision.js'
export type { Lead } from './model/entities/lead.js'
export * from './operations/index.js'
export * from './plugin-api/index.js'
