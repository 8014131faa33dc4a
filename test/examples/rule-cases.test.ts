import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRules } from '../../core/crm/load-rules.js'
import { loadPlugins, readDeployment } from '../../core/deployment/index.js'
import { decideEnvironment } from '../../core/intake/decide-leads.js'
import { packageRoot } from '../../core/package-root.js'
import { buildRegistry } from '../../core/registry/index.js'
import { readRuleFiles, runCases } from '../../core/rule-engine/index.js'

test.each(['demo', 'education', '02-write-a-rule'])('every case of the deployment %s and of its base holds', async (name) => {
  const data = await mkdtemp(join(tmpdir(), 'sarnakh-cases-'))
  const deployment = await readDeployment({ folder: join(packageRoot(), 'examples', name), data, env: {} })
  const registry = buildRegistry(await loadPlugins(deployment))
  const { ruleSet } = await loadRules(deployment.layers, registry)
  const results = await runCases(ruleSet, await readRuleFiles(deployment.layers), (place) =>
    decideEnvironment({ registry, settings: deployment.config }, place),
  )
  expect(
    results.filter(({ passed }) => !passed).map(({ file, line, failures, problems }) => ({ file, line, failures, problems })),
  ).toEqual([])
  expect(results.length).toBeGreaterThan(10)
})
