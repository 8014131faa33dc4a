import { join } from 'node:path'
import { CrmError, CrmErrors } from '../../errors.js'
import type { BrokenFile } from './broken-file.js'
import { inFileOrder } from './in-file-order.js'
import { kindInName, parseSource } from './parse-source.js'
import { readText } from './read-text.js'
import { rulePaths } from './rule-paths.js'
import { errorAt, isRuleKind, type SourceFile, shownPath } from './source-file.js'

/** A folder of rule files; a later layer replaces files of an earlier one that have the same kind and id. */
export interface RuleLayer {
  readonly name: string
  readonly folder: string
}

/** What lies in the folders of all layers: the files that can be read, and everything that keeps the others from it. */
export interface RuleReading {
  readonly files: readonly SourceFile[]
  readonly broken: readonly BrokenFile[]
  readonly mistakes: readonly CrmError[]
}

/** Texts to be read in place of what lies on the disk, by the file's path as messages show it. */
export type OtherTexts = ReadonlyMap<string, string>

/**
 * Reads every `<name>.<kind>.json` below the folders of all layers. Files keep the order of layer and path;
 * a file that replaces an earlier one takes its place, and the earlier layer's cases for it are left out.
 * @throws {CrmErrors} with every mistake of every file that is not well-formed.
 */
export async function readRuleFiles(layers: readonly RuleLayer[]): Promise<SourceFile[]> {
  const { files, mistakes } = await readLayers(layers)
  if (mistakes.length > 0) throw new CrmErrors(mistakes)
  return [...files]
}

/** Reads the same without throwing: what is broken is left out and told, the rest can be looked at. */
export async function readLayers(layers: readonly RuleLayer[], texts: OtherTexts = new Map()): Promise<RuleReading> {
  const contents = await Promise.all(layers.map((layer) => readLayer(layer, texts)))
  return {
    files: mergeLayers(contents.map(({ files }) => files)),
    broken: contents.flatMap(({ broken }) => broken),
    mistakes: inFileOrder(contents.flatMap(({ mistakes }) => mistakes)),
  }
}

async function readLayer({ name, folder }: RuleLayer, texts: OtherTexts): Promise<RuleReading> {
  const { paths, errors } = await rulePaths(folder)
  const mistakes: CrmError[] = [...errors]
  const files: SourceFile[] = []
  // What lies in a folder that cannot be read may declare anything.
  const broken: BrokenFile[] = errors.map(() => ({ kind: undefined }))
  for (const path of paths) {
    const file = shownPath(folder, path)
    const text = texts.get(file) ?? (await readText(join(folder, path), file))
    const parsed = text instanceof CrmError ? [text] : parseSource({ layer: name, folder, path, text })
    if ('tree' in parsed) files.push(parsed)
    else {
      mistakes.push(...parsed)
      broken.push(brokenFile(path, text))
    }
  }
  const twice = duplicates(files)
  const once = files.filter((source) => !twice.some(({ second }) => second === source))
  return {
    files: once,
    broken: [...broken, ...twice.map(({ second }) => second)],
    mistakes: [...mistakes, ...twice.map(({ mistake }) => mistake)],
  }
}

function brokenFile(path: string, text: string | CrmError): BrokenFile {
  const named = kindInName(path)
  const kind = isRuleKind(named) ? named : undefined
  return typeof text === 'string' ? { kind, text } : { kind }
}

interface Duplicate {
  readonly second: SourceFile
  readonly mistake: CrmError
}

function duplicates(sources: readonly SourceFile[]): Duplicate[] {
  const first = new Map<string, SourceFile>()
  return sources.flatMap((source) => {
    const earlier = first.get(nameOf(source))
    if (!earlier) {
      first.set(nameOf(source), source)
      return []
    }
    const message = {
      en: `The ${source.kind} file "${source.id}" is there already, in ${earlier.file}. Give one of them another id.`,
      fa: `فایل ${source.kind} با شناسهٔ «${source.id}» در ${earlier.file} هم هست. به یکی شناسهٔ دیگری بدهید.`,
    }
    return [{ second: source, mistake: errorAt(source, { path: ['id'] }, ['FILE_DUPLICATE', message]) }]
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
