import { CrmError } from '../../errors.js'
import { checkShape } from '../files/check-shape.js'
import { inFileOrder } from '../files/in-file-order.js'
import { errorAt, type SourceFile } from '../files/source-file.js'
import type { Vocabulary } from '../rule-set.js'
import { checkBounds } from './check-bounds.js'
import { kindChecks } from './check-kind.js'
import { errorOf } from './finding.js'
import { knownNames } from './known-names.js'

/**
 * Finds every mistake in rule files: first their shape, then, in those that have the right one, every name they refer to.
 * One mistake gives one error, in the order of files and lines; what follows from a broken file is not reported again elsewhere.
 */
export function checkRules(files: readonly SourceFile[], vocabulary: Vocabulary): readonly CrmError[] {
  const shapes = files.map((source) => ({ source, mistakes: checkShape(source) }))
  const sound = shapes.filter(({ mistakes }) => mistakes.length === 0).map(({ source }) => source)
  const broken = new Set(shapes.filter(({ mistakes }) => mistakes.length > 0).map(({ source }) => source.kind))
  const names = knownNames(sound, broken, vocabulary)
  return inFileOrder([
    ...shapes.flatMap(({ mistakes }) => mistakes),
    ...(broken.has('lifecycle') ? [] : checkLifecycles(sound)),
    ...sound.flatMap((source) =>
      [...kindChecks[source.kind](source.value, names, files), ...checkBounds(source.value)].map((finding) =>
        errorOf(source, finding),
      ),
    ),
    ...acrossFiles(sound),
  ])
}

function checkLifecycles(files: readonly SourceFile[]): CrmError[] {
  const [first, ...others] = files.filter(({ kind }) => kind === 'lifecycle')
  if (!first)
    return [new CrmError('RULE_LIFECYCLE_MISSING', 'No file says which statuses a lead can have: add one of kind "lifecycle".')]
  return others.map((source) => {
    const message = `There is a lifecycle already, "${first.id}" in ${first.file}. To replace it, give this one the same id.`
    return errorAt(source, { path: ['id'] }, ['RULE_LIFECYCLE_MISSING', message])
  })
}

/** Named conditions and queues share one space of names over all files. */
function acrossFiles(files: readonly SourceFile[]): CrmError[] {
  return (['conditions', 'queues'] as const).flatMap((kind) => {
    const seen = new Map<string, SourceFile>()
    return files.filter((source) => source.kind === kind).flatMap((source) => repeated(source, kind, seen))
  })
}

function repeated(source: SourceFile, kind: 'conditions' | 'queues', seen: Map<string, SourceFile>): CrmError[] {
  const list = source.value[kind] as readonly { readonly id: string }[]
  return list.flatMap(({ id }, index) => {
    const earlier = seen.get(id)
    if (!earlier) seen.set(id, source)
    if (!earlier || earlier === source) return []
    const message = `"${id}" is declared already, in ${earlier.file}.`
    return [errorAt(source, { path: [kind, index, 'id'] }, ['RULE_ID_DUPLICATE', message])]
  })
}
