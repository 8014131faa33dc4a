import { resolve } from 'node:path'
import { examineRules } from '../crm/load-rules.js'
import type { Deployment } from '../deployment/index.js'
import { CrmErrors } from '../errors.js'
import type { Registry } from '../registry/index.js'
import type { SourceFile } from '../rule-engine/index.js'
import type { CommandCall } from './cli-command.js'
import { wrongArgument } from './parse-arguments.js'

/**
 * Finds the rule file that was named on the command line: from where the command was typed, or in the deployment.
 * @throws {CrmErrors} where its shape is wrong, so that nobody can tell its rows.
 */
export async function tableFile(
  { args: [name = ''], io }: Pick<CommandCall, 'args' | 'io'>,
  { deployment, registry }: { readonly deployment: Deployment; readonly registry: Registry },
): Promise<SourceFile> {
  const { sources, mistakes } = await examineRules({ layers: deployment.layers, registry })
  const wanted = [io.cwd, deployment.folder, resolve(deployment.folder, 'rules')].map((from) => resolve(from, name))
  const isWanted = (file: string | undefined) => file !== undefined && wanted.includes(resolve(file))
  const misshapen = mistakes.filter(({ code, details }) => isWanted(details.file) && /^(FILE_|RULE_SHAPE$)/.test(code))
  if (misshapen.length > 0) throw new CrmErrors(misshapen)
  const source = sources.find(({ file }) => isWanted(file))
  if (!source) throw wrongArgument(name, 'there is no such rule file in this deployment.')
  return source
}
