import type { Comparison, Conditions } from '../../model/conditions.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import { type ExitEvent, type Sequence, type SequenceExit, sequenceMark } from '../../model/sequence.js'
import type { AutomationRule, RuleGroup } from '../rule-set.js'

/** What the events that end a sequence mean in this deployment. */
export interface SequenceWords {
  readonly lifecycle: Lifecycle
  readonly grades: readonly string[]
}

/**
 * The automation rules that a sequence stands for: its exits, which hold for leads that are in it, and its entry. So a lead
 * leaves in the very decision that changes its grade, and the decision says why.
 */
export function sequenceRules(sequence: Sequence, words: SequenceWords): RuleGroup<AutomationRule> {
  const { id, title, exit = [], exitOn = [], enter, again } = sequence
  const exits = [...exit, ...exitOn.flatMap((event) => eventExits(event, sequence, words))]
  const entry: AutomationRule[] = enter
    ? [
        {
          id: 'enter',
          title,
          fire: again === 'no' ? 'once' : 'rising',
          conditions: enter,
          then: [{ type: 'sequence.enrol', params: { sequence: id } }],
        },
      ]
    : []
  return { id: `sequence/${id}`, rules: [...exits.map((each) => exitRule(each, sequence)), ...entry] }
}

function exitRule({ id, title, conditions }: SequenceExit, sequence: Sequence): AutomationRule {
  return {
    id: `exit-${id}`,
    title: title ?? sequence.title,
    fire: 'rising',
    conditions: { all: [isIn(sequenceMark(sequence.id)), conditions] },
    then: [{ type: 'sequence.exit', params: { sequence: sequence.id, reason: id } }],
  }
}

const isIn = (mark: string): Comparison => ({ fact: 'lead', path: '$.sequences', operator: 'contains', value: mark })

function eventExits(event: ExitEvent, { id }: Sequence, { lifecycle, grades }: SequenceWords): readonly SequenceExit[] {
  if (event === 'grade') return grades.map((grade) => gradeExit(id, grade))
  if (event === 'reply') return []
  const ended = lifecycle.statuses.filter(({ category }) => (event === 'closed' ? category !== 'open' : category === 'converted'))
  if (ended.length === 0) return []
  const conditions: Conditions = {
    all: [{ fact: 'lead', path: '$.status', operator: 'in', value: ended.map((status) => status.id) }],
  }
  return [{ id: event, title: EVENT_TITLES[event], conditions }]
}

/** Holds for a lead that was enrolled with another grade. */
function gradeExit(sequence: string, grade: string): SequenceExit {
  return {
    id: `grade-${grade}`,
    title: EVENT_TITLES.grade,
    conditions: {
      all: [
        { fact: 'grade', operator: 'equal', value: grade },
        { fact: 'lead', path: '$.sequences', operator: 'doesNotContain', value: sequenceMark(sequence, grade) },
      ],
    },
  }
}

const EVENT_TITLES = {
  grade: { en: 'The grade changed', fa: 'درجه تغییر کرد' },
  converted: { en: 'The lead was converted', fa: 'سرنخ تبدیل شد' },
  closed: { en: 'The lead was closed', fa: 'سرنخ بسته شد' },
} as const
