import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One source file with what it imports, types included. */
export interface SourceNode {
  /** Path below the repository, for example `core/errors.ts`. */
  readonly path: string
  readonly text: string
  readonly lines: number
  /** Paths of other source files of ours. */
  readonly imports: readonly string[]
  /** Names of packages, `node:` modules left out. */
  readonly packages: readonly string[]
  readonly hasDefaultExport: boolean
}

/** Paths of all files below folders of the repository. */
export function filesBelow(folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
}

/** Reads every source file of core and plugins. */
export function readSources(): readonly SourceNode[] {
  return filesBelow(['core', 'plugins'])
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.d.ts'))
    .sort()
    .map(readSource)
}

function readSource(path: string): SourceNode {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  const specifiers = specifiersIn(file)
  const ours = specifiers.filter((specifier) => specifier.startsWith('.'))
  const packages = specifiers.filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    imports: ours.map((specifier) => relative(ROOT, resolve(ROOT, dirname(path), specifier)).replace(/\.js$/, '.ts')),
    packages: packages.map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
    hasDefaultExport: file.statements.some(isDefaultExport),
  }
}

function specifiersIn(file: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
    if (isImport && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) found.push(node.moduleSpecifier.text)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      found.push(node.argument.literal.text)
    }
    const [argument] = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : []
    if (argument && ts.isStringLiteral(argument)) found.push(argument.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true
  return (
    ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  )
}

/** Groups of files that import each other in a circle; none should be. */
export function cyclesIn(sources: readonly SourceNode[]): readonly (readonly string[])[] {
  const imports = new Map(sources.map(({ path, imports }) => [path, imports]))
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const cycles: string[][] = []
  const visit = (path: string): number => {
    const index = order.size
    order.set(path, index)
    let lowest = index
    stack.push(path)
    for (const next of imports.get(path) ?? []) {
      if (next === path) cycles.push([path])
      if (!order.has(next)) lowest = Math.min(lowest, visit(next))
      else if (stack.includes(next)) lowest = Math.min(lowest, order.get(next) ?? lowest)
    }
    low.set(path, lowest)
    if (lowest === index) {
      const group = stack.splice(stack.indexOf(path))
      if (group.length > 1) cycles.push(group)
    }
    return lowest
  }
  for (const { path } of sources) if (!order.has(path)) visit(path)
  return cycles
}
