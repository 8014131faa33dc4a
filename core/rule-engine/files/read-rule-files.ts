import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asError, CrmError, CrmErrors } from '../../errors.js'
import { inFileOrder } from './in-file-order.js'
import { type FoundText, parseSource } from './parse-source.js'
import { errorAt, type SourceFile, shownPath } from './source-file.js'

const MAX_BYTES = 1024 * 1024

/** A folder of rule files; a later layer replaces files of an earlier one that have the same kind and id. */
export interface RuleLayer {
  readonly name: string
  readonly folder: string
}

/**
 * Reads every `<name>.<kind>.json` below the folders of all layers. Files keep the order of layer and path;
 * a file that replaces an earlier one takes its place, and the earlier layer's cases for it are left out.
 * @throws {CrmErrors} with every mistake of every file that is not well-formed.
 */
export async function readRuleFiles(layers: readonly RuleLayer[]): Promise<SourceFile[]> {
  const results = await Promise.all(layers.map(readLayer))
  const mistakes = results.flatMap(({ errors }) => errors)
  if (mistakes.length > 0) throw new CrmErrors(inFileOrder(mistakes))
  return mergeLayers(results.map(({ sources }) => sources))
}

interface LayerContent {
  readonly sources: readonly SourceFile[]
  readonly errors: readonly CrmError[]
}

async function readLayer({ name, folder }: RuleLayer): Promise<LayerContent> {
  const errors: CrmError[] = []
  const sources: SourceFile[] = []
  for (const path of (await rulePaths(folder)).sort()) {
    const text = await readText(folder, path)
    const parsed = text instanceof CrmError ? [text] : parseSource({ layer: name, folder, path, text } satisfies FoundText)
    if (isSource(parsed)) sources.push(parsed)
    else errors.push(...parsed)
  }
  return { sources, errors: [...errors, ...duplicates(sources)] }
}

const isSource = (parsed: SourceFile | readonly CrmError[]): parsed is SourceFile => 'tree' in parsed

/** Paths of all rule files below a folder. Each real folder is entered once, so a loop of symbolic links ends. */
async function rulePaths(folder: string): Promise<string[]> {
  const entered = new Set<string>()
  const visit = async (below: string): Promise<string[]> => {
    const here = join(folder, below)
    const real = await realpath(here)
    if (entered.has(real)) return []
    entered.add(real)
    const paths: string[] = []
    for (const name of (await readdir(here)).sort()) {
      if (name.startsWith('.') || name === 'node_modules') continue
      const path = below === '' ? name : `${below}/${name}`
      const entry = await stat(join(folder, path)).catch(() => undefined)
      if (entry?.isDirectory()) paths.push(...(await visit(path)))
      else if (/\.[^.]+\.json$/.test(name)) paths.push(path)
    }
    return paths
  }
  try {
    return await visit('')
  } catch (cause) {
    const message = `The rules folder ${folder} cannot be read: ${asError(cause).message}`
    throw new CrmError('FILE_UNREADABLE', message, { cause, details: { file: folder } })
  }
}

async function readText(folder: string, path: string): Promise<string | CrmError> {
  const file = shownPath(folder, path)
  try {
    const { size } = await stat(join(folder, path))
    if (size > MAX_BYTES)
      return new CrmError('FILE_TOO_LARGE', `The file has ${size} bytes; a rule file has at most ${MAX_BYTES}.`, {
        details: { file },
      })
    return await readFile(join(folder, path), 'utf8')
  } catch (cause) {
    return new CrmError('FILE_UNREADABLE', `The file cannot be read: ${asError(cause).message}`, { cause, details: { file } })
  }
}

function duplicates(sources: readonly SourceFile[]): CrmError[] {
  const first = new Map<string, SourceFile>()
  return sources.flatMap((source) => {
    const earlier = first.get(nameOf(source))
    if (!earlier) {
      first.set(nameOf(source), source)
      return []
    }
    const message = `The ${source.kind} file "${source.id}" is there already, in ${earlier.file}. Give one of them another id.`
    return [errorAt(source, { path: ['id'] }, ['FILE_DUPLICATE', message])]
  })
}

function mergeLayers(layers: readonly (readonly SourceFile[])[]): SourceFile[] {
  const merged = new Map<string, { readonly source: SourceFile; readonly height: number }>()
  /** By id, how high the layer is that replaced a file of a layer below. */
  const replacedAt = new Map<string, number>()
  layers.forEach((sources, height) => {
    for (const source of sources) {
      if (merged.has(nameOf(source)) && source.kind !== 'cases') replacedAt.set(source.id, height)
      merged.set(nameOf(source), { source, height })
    }
  })
  return [...merged.values()].filter((file) => !isOutdated(file, replacedAt)).map(({ source }) => source)
}

/** Cases prove the files they lie beside: those of a layer below do not hold for a file that a layer above has replaced. */
function isOutdated(
  { source: { kind, value }, height }: { readonly source: SourceFile; readonly height: number },
  replacedAt: ReadonlyMap<string, number>,
): boolean {
  if (kind !== 'cases' || !Array.isArray(value['for'])) return false
  return value['for'].some((id) => (replacedAt.get(String(id)) ?? -1) > height)
}

const nameOf = ({ kind, id }: SourceFile): string => `${kind}/${id}`
