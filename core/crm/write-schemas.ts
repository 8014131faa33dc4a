import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Deployment } from '../deployment/index.js'
import { applyFixes, deploymentSchemas, fixOf, type SourceFile } from '../rule-engine/index.js'
import type { ExaminedRules } from './load-rules.js'
import type { MendedFile } from './mend-progress.js'
import { isOwn, writeMended } from './mend-rules.js'

interface SchemasRequest {
  readonly deployment: Pick<Deployment, 'folder'>
  readonly rules: Pick<ExaminedRules, 'sources' | 'vocabulary'>
  readonly folder: string
}

/** Writes `<kind>.schema.json` for every kind of rule file, with this deployment's names. Answers the paths. */
export async function writeSchemas({ rules, folder }: SchemasRequest): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const schemas = Object.entries(deploymentSchemas(rules.sources, rules.vocabulary))
  return Promise.all(
    schemas.map(async ([kind, schema]) => {
      const path = join(folder, `${kind}.schema.json`)
      await writeFile(path, `${JSON.stringify(schema, null, 2)}\n`)
      return path
    }),
  )
}

/** Lets every rule file of the deployment itself name its schema, by the way from the one to the other. Answers those changed. */
export async function linkSchemas({ deployment, rules, folder }: SchemasRequest): Promise<readonly MendedFile[]> {
  const changed: MendedFile[] = []
  for (const source of rules.sources) {
    const after = (await isOwn(source.file, deployment)) ? linked(source, folder) : source.text
    if (after !== source.text) changed.push({ file: source.file, before: source.text, after, mended: [] })
  }
  return writeMended(changed)
}

function linked({ file, kind, value, text, tree }: SourceFile, folder: string): string {
  const way = relative(dirname(file), join(folder, `${kind}.schema.json`))
    .split(sep)
    .join('/')
  const $schema = way.startsWith('.') ? way : `./${way}`
  const isThere = value['$schema'] !== undefined
  const fix = isThere ? fixOf({ text, tree }, ['$schema'], { value: $schema }) : fixOf({ text, tree }, [], { add: { $schema } })
  return fix ? applyFixes(text, [fix]).text : text
}
