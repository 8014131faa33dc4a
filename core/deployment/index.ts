/** A client's tailored system as it lies on disk: read, checked, its plugins loaded. */
export type { Deployment, DeploymentConfig, PluginReference } from './deployment.js'
export { type LoadOptions, loadPlugins, type TriedPlugins, tryPlugins } from './load-plugins.js'
export { namePluginInConfig } from './name-plugin-in-config.js'
export { prepareDataFolder } from './prepare-data-folder.js'
export { defaultConfig } from './read-config.js'
export { type DeploymentRequest, readDeployment } from './read-deployment.js'
export { readSecrets, type Secrets, type SecretsOptions } from './read-secrets.js'
