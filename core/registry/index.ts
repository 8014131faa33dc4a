/** All that a plugin gives, and the one guarded way to its code. */
export { beforeLimit, TIME_IS_UP } from './before-limit.js'
export { buildRegistry } from './build-registry.js'
export { checkLeadInputs } from './check-lead-input.js'
export { createPlugin } from './create-plugin.js'
export { formatBootReport } from './format-boot-report.js'
export { deepFreeze } from './plain-data.js'
export type {
  BootReport,
  Contributions,
  PluginCall,
  PluginFailure,
  PluginProblem,
  PluginStatus,
  Registered,
  Registry,
  RegistryOptions,
} from './registry.js'
