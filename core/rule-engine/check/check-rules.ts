import { CrmError } from '../../errors.js'
import { type BrokenFile, mayDeclare } from '../files/broken-file.js'
import { inFileOrder } from '../files/in-file-order.js'
import { isPipeline } from '../files/is-pipeline.js'
import { type SoundPart, shapesOf } from '../files/sound-part.js'
import { errorAt, type SourceFile } from '../files/source-file.js'
import type { Vocabulary } from '../rule-set.js'
import { checkBounds } from './check-bounds.js'
import { checkExpansion } from './check-expansion.js'
import { kindChecks } from './check-kind.js'
import { errorOf, type Finding } from './finding.js'
import { type KnownNames, knownNames } from './known-names.js'

/**
 * Finds every mistake in rule files: their shape, and in all that has the right one every name they refer to.
 * One mistake gives one error, in the order of files and lines; what follows from a broken file is not reported again elsewhere.
 */
export function checkRules(
  files: readonly SourceFile[],
  vocabulary: Vocabulary,
  unread: readonly BrokenFile[] = [],
): readonly CrmError[] {
  const { mistakes, sound } = shapesOf(files)
  const whole = sound.filter(({ isPart }) => !isPart)
  const hopeless = files.filter((source) => !sound.some(({ file }) => file === source.file)).map(({ kind }) => ({ kind }))
  const broken = [...unread, ...hopeless, ...sound.filter(({ isPart }) => isPart)]
  const names = knownNames(sound, broken, vocabulary)
  return inFileOrder([
    ...mistakes,
    ...(broken.some(({ kind }) => kind === 'lifecycle') ? [] : checkLifecycles(whole)),
    ...sound.flatMap((part) =>
      findingsIn(part, { names, files })
        .filter((finding) => !followsFrom(finding, broken))
        .map((finding) => errorOf(part, { ...finding, path: part.inFile(finding.path) })),
    ),
    ...acrossFiles(sound),
  ])
}

function findingsIn(part: SoundPart, { names, files }: { names: KnownNames; files: readonly SourceFile[] }): Finding[] {
  return [...kindChecks[part.kind](part.value, names, files), ...checkBounds(part.value), ...checkExpansion(part.value, names)]
}

/** A name that a broken file holds is perhaps declared there; that file is the mistake. */
const followsFrom = ({ name, code }: Finding, broken: readonly BrokenFile[]): boolean =>
  name !== undefined && broken.some((file) => mayDeclare(file, { name, isField: code === 'RULE_FIELD_UNKNOWN' }))

const NO_LIFECYCLE = {
  en: 'No file says which statuses a lead can have: add one of kind "lifecycle".',
  fa: 'هیچ فایلی نمی‌گوید سرنخ چه وضعیت‌هایی دارد: فایلی از نوع «lifecycle» بیفزایید.',
}

function checkLifecycles(files: readonly SourceFile[]): CrmError[] {
  const [first, ...others] = files.filter((file) => file.kind === 'lifecycle' && !isPipeline(file))
  if (!first) return [new CrmError('RULE_LIFECYCLE_MISSING', NO_LIFECYCLE)]
  return others.map((source) => {
    const message = {
      en: `There is a lifecycle already, "${first.id}" in ${first.file}. To replace it, give this one the same id.`,
      fa: `چرخهٔ عمر «${first.id}» در ${first.file} هست. برای جایگزینی آن، همان شناسه را به این فایل بدهید.`,
    }
    return errorAt(source, { path: ['id'], repair: { value: first.id } }, ['RULE_LIFECYCLE_MISSING', message])
  })
}

/** Named conditions and queues share one space of names over all files. */
function acrossFiles(files: readonly SoundPart[]): CrmError[] {
  return (['conditions', 'queues'] as const).flatMap((kind) => {
    const seen = new Map<string, SourceFile>()
    return files.filter((source) => source.kind === kind).flatMap((source) => repeated(source, kind, seen))
  })
}

function repeated(source: SoundPart, kind: 'conditions' | 'queues', seen: Map<string, SourceFile>): CrmError[] {
  const list = source.value[kind] as readonly { readonly id: string }[]
  return list.flatMap(({ id }, index) => {
    const earlier = seen.get(id)
    if (!earlier) seen.set(id, source)
    if (!earlier || earlier === source) return []
    const message = {
      en: `"${id}" is declared already, in ${earlier.file}.`,
      fa: `«${id}» پیش‌تر در ${earlier.file} تعریف شده است.`,
    }
    return [errorAt(source, { path: source.inFile([kind, index, 'id']) }, ['RULE_ID_DUPLICATE', message])]
  })
}
