import type { ErrorObject } from 'ajv'
import { problemMessage } from './problem-message.js'
import type { ValidationProblem } from './validation-problem.js'

/**
 * Reduces what ajv reports to one problem for each mistake: a failed `anyOf` speaks for its branches unless one branch
 * was plainly meant, keywords that only pass on what others found are left out, and a place is named once.
 */
export function rootProblems(errors: readonly ErrorObject[]): readonly ValidationProblem[] {
  const problems = new Map<string, ValidationProblem>()
  for (const error of withoutEchoes(errors)) {
    const problem = problemOf(error)
    if (!problems.has(problem.path)) problems.set(problem.path, problem)
  }
  return [...problems.values()].slice(0, MAX_PROBLEMS)
}

function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const dropped = new Set<ErrorObject>(
    errors.filter(({ keyword, propertyName }) => keyword === 'if' || propertyName !== undefined),
  )
  for (const choice of errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')) {
    const meant = meantBranch(choice, errors)
    for (const error of errors) if (isBelow(error, choice) && !meant.includes(error)) dropped.add(error)
    if (meant.length > 0) dropped.add(choice)
  }
  return errors.filter((error) => !dropped.has(error))
}

/** The errors of the one branch whose kind fits the value, when exactly one does. */
function meantBranch(choice: ErrorObject, errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const branches = new Map<string, ErrorObject[]>()
  for (const error of errors.filter((candidate) => isBelow(candidate, choice))) {
    const [branch = ''] = error.schemaPath.slice(choice.schemaPath.length + 1).split('/')
    branches.set(branch, [...(branches.get(branch) ?? []), error])
  }
  const fitting = [...branches.values()].filter((branch) => !branch.some((error) => isWrongKind(error, choice)))
  return fitting.length === 1 ? (fitting[0] ?? []) : []
}

const isBelow = (error: ErrorObject, choice: ErrorObject): boolean => error.schemaPath.startsWith(`${choice.schemaPath}/`)

const isWrongKind = ({ instancePath, keyword }: ErrorObject, choice: ErrorObject): boolean =>
  instancePath === choice.instancePath && ['type', 'const', 'enum'].includes(keyword)

function problemOf(error: ErrorObject): ValidationProblem {
  const name = nameBehind(error)
  const path =
    name === undefined ? error.instancePath : `${error.instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return { path, field: fieldOf(path), message: problemMessage(error), keyword: error.keyword, params: error.params }
}

/** The name of the property that is missing, unknown or misnamed; ajv reports these at the object around it. */
function nameBehind({ keyword, params }: ErrorObject): string | undefined {
  const key = { required: 'missingProperty', additionalProperties: 'additionalProperty', propertyNames: 'propertyName' }[keyword]
  return key === undefined ? undefined : String(params[key])
}

function fieldOf(path: string): string {
  return (path.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
}

/** A reader mends the first few; a foreign file of a million mistakes must not become a million objects. */
const MAX_PROBLEMS = 100
