import type { Comparison } from '../../../model/conditions.js'
import { type FieldDeclaration, optionsOf } from '../../../model/fields.js'
import type { RuleSet } from '../../rule-set.js'
import type { LeafKnowledge } from './alter-conditions.js'

/** What a rule set knows of the values that comparisons ask for: options of fields, statuses, grades, points in time. */
export function leafKnowledge({ vocabulary, lifecycle, scoring }: RuleSet): LeafKnowledge {
  const declared = ({ fact, path }: Comparison): FieldDeclaration | undefined =>
    fact === 'lead' ? vocabulary.fields.lead[fieldIn(path)] : vocabulary.facts[fact]?.value
  return {
    isInstant: (leaf) => declared(leaf)?.type === 'dateTime',
    valuesFor: (leaf) => {
      if (leaf.fact === 'grade') return scoring.flatMap(({ score }) => score.grades.map(({ grade }) => grade))
      if (leaf.fact === 'lead' && fieldIn(leaf.path) === 'status') return lifecycle.statuses.map(({ id }) => id)
      const field = declared(leaf)
      return field ? optionsOf(field).map(({ value }) => value) : []
    },
  }
}

const fieldIn = (path = ''): string => path.replace(/^\$\./, '')
