import { findNodeAtLocation, type JSONPath } from 'jsonc-parser'
import type { Sequence } from '../../model/sequence.js'
import { parseSource } from '../files/parse-source.js'
import { ruleList } from '../files/rule-list.js'
import { positionOf, type SourceFile } from '../files/source-file.js'
import type { RuleFile, RuleSet } from '../rule-set.js'

/** Where a rule is written: the file below its layer, and the line. */
export interface RulePlace {
  readonly layer: string
  readonly file: string
  readonly line: number
}

type Places = ReadonlyMap<string, RulePlace>

const KINDS: ReadonlySet<string> = new Set(['automation', 'routing', 'scoring', 'sequence', 'transition'])
const known = new WeakMap<readonly RuleFile[], Places>()

/** Where the rule `<file id>/<rule id>` is written; a rule set from before files were kept does not say. */
export function placeOfRule({ files }: Pick<RuleSet, 'files'>, rule: string): RulePlace | undefined {
  const places = known.get(files) ?? new Map(files.filter(({ kind }) => KINDS.has(kind)).flatMap(placesIn))
  known.set(files, places)
  return places.get(rule)
}

/** Entry and exits of a sequence are rules of their own; an exit on an event is where the events are listed. */
function sequencePlaces(
  source: SourceFile,
  { layer, path }: Pick<RuleFile, 'layer' | 'path'>,
): readonly (readonly [string, RulePlace])[] {
  const { exit = [], exitOn = [] } = source.value as Partial<Sequence>
  const placed = (rule: string, at: JSONPath) => {
    const offset = findNodeAtLocation(source.tree, at)?.offset ?? 0
    return [`sequence/${source.id}/${rule}`, { layer, file: path, line: positionOf(source.text, offset).line }] as const
  }
  return [
    placed('enter', ['enter']),
    ...exit.map(({ id }, index) => placed(`exit-${id}`, ['exit', index])),
    ...exitOn.map((event, index) => placed(`exit-${event}`, ['exitOn', index])),
  ]
}

function placesIn({ id, layer, path, text }: RuleFile): readonly (readonly [string, RulePlace])[] {
  const source = parseSource({ layer, folder: layer, path, text })
  if (!('tree' in source)) return []
  if (source.kind === 'sequence') return sequencePlaces(source, { layer, path })
  const { rules, at } = ruleList<{ readonly id?: unknown }>(source.value)
  return rules.map((rule, index) => {
    const offset = findNodeAtLocation(source.tree, [...at, index])?.offset ?? 0
    return [`${id}/${String(rule.id)}`, { layer, file: path, line: positionOf(text, offset).line }] as const
  })
}
