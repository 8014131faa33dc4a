import type { JSONPath } from 'jsonc-parser'
import type { Comparison } from '../../model/conditions.js'
import type { SourceFile } from '../files/source-file.js'
import type { RuleSet } from '../rule-set.js'
import { leafSites, type RuleSite, ruleSites, type TestedKind } from './rule-sites.js'

/** Something in a rule file that cases can show to work: a comparison, what a rule or row brings about, a grade. */
export interface Place {
  readonly id: string
  /** The kind of its file stands for what a rule brings about. */
  readonly kind: 'leaf' | 'grade' | TestedKind
  readonly source: SourceFile
  readonly path: JSONPath
  /** Id of the rule, or the grade; for a comparison of a named condition, the first rule that uses it. */
  readonly name: string
  readonly leaf?: Comparison
}

/** The places of a rule set, and which comparisons decide about which rule. */
export interface PlaceList {
  readonly places: ReadonlyMap<string, Place>
  /** Ids of leaf places by rule, `<file id>/<rule id>`. */
  readonly leavesOf: ReadonlyMap<string, readonly string[]>
}

/** Lists everything that cases should meet; comparisons of named conditions once, whoever uses them. */
export function listPlaces(ruleSet: RuleSet, files: readonly SourceFile[]): PlaceList {
  const places = new Map<string, Place>()
  const leavesOf = new Map<string, readonly string[]>()
  const keep = (place: Place) => places.set(place.id, place)
  for (const site of ruleSites(ruleSet, files)) {
    if (site.rule.mode !== 'shadow') keep(outcomePlace(site))
    const leaves = leafPlaces(site, { ruleSet, files })
    for (const leaf of leaves) if (!places.has(leaf.id)) keep(leaf)
    leavesOf.set(
      site.name,
      leaves.map(({ id }) => id),
    )
  }
  for (const grade of gradePlaces(ruleSet, files)) keep(grade)
  return { places, leavesOf }
}

/** How the outcome of a rule is known among the places. */
export const outcomeId = (kind: TestedKind, name: string): string => `${kind} ${name}`
export const gradeId = (file: string, grade: string): string => `grade ${file}/${grade}`

function outcomePlace({ kind, name, rule, source, path }: RuleSite): Place {
  return { id: outcomeId(kind, name), kind, source, path: [...path, 'id'], name: rule.id }
}

/** A cell can hold two comparisons, as the two ends of a range; they are told apart by their order. */
function leafPlaces(site: RuleSite, scope: { ruleSet: RuleSet; files: readonly SourceFile[] }): readonly Place[] {
  const counts = new Map<string, number>()
  return leafSites(site, scope).map(({ leaf, source, path }) => {
    const written = `leaf ${source.kind}/${source.id}/${path.join('/')}`
    const count = (counts.get(written) ?? 0) + 1
    counts.set(written, count)
    return { id: `${written}#${count}`, kind: 'leaf', source, path, name: site.rule.id, leaf }
  })
}

function gradePlaces({ scoring }: RuleSet, files: readonly SourceFile[]): readonly Place[] {
  return scoring.flatMap(({ id, score }) => {
    const source = files.find((file) => file.kind === 'scoring' && file.id === id)
    if (!source) return []
    return score.grades.map(
      ({ grade }, index): Place => ({
        id: gradeId(id, grade),
        kind: 'grade',
        source,
        path: ['score', 'grades', index, 'grade'],
        name: grade,
      }),
    )
  })
}
