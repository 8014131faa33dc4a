import { CrmError, type SaidMessage } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Goal, RuleSet } from '../../rule-engine/index.js'

/** What somebody asks for, as it was written; at most one of these. */
export interface GoalWords {
  /** `<file id>/<rule id>`, or the rule's id alone where no other rule has it. */
  readonly rule?: string | undefined
  readonly grade?: string | undefined
  readonly status?: string | undefined
  readonly score?: number | undefined
  readonly queue?: string | undefined
}

/**
 * The goal behind these words; none where nothing was asked for.
 * @throws {CrmError} WHY_UNCLEAR where there are two, or no such thing.
 */
export function goalOf(words: GoalWords, ruleSet: RuleSet): Goal | undefined {
  const { score } = words
  const named = NAMES.filter((name) => words[name] !== undefined)
  const asked = [...named, ...(score === undefined ? [] : ['score'])]
  if (asked.length > 1)
    throw unclear({
      en: `Ask for one thing at a time, not for ${asked.join(' and ')}.`,
      fa: `هر بار یک چیز بپرسید، نه ${asked.join(' و ')}.`,
    })
  if (score !== undefined) return { kind: 'score', score: finite(score) }
  const [kind] = named
  if (kind === undefined) return undefined
  const value = known(kind, words[kind] ?? '', namesOf(ruleSet)[kind])
  if (kind === 'rule') return { kind, rule: value }
  if (kind === 'grade') return { kind, grade: value }
  return kind === 'status' ? { kind, status: value } : { kind, queue: value }
}

const NAMES = ['rule', 'grade', 'status', 'queue'] as const
type Name = (typeof NAMES)[number]

const KINDS_FA: Readonly<Record<Name, string>> = { rule: 'قاعدهٔ', grade: 'درجهٔ', status: 'وضعیت', queue: 'صف' }

/** Everything that can be asked for, by its name in the files. */
function namesOf({
  scoring,
  transitions,
  routing,
  automations,
  lifecycle,
  queues,
}: RuleSet): Readonly<Record<Name, readonly string[]>> {
  const groups = [...scoring, ...transitions, ...routing, ...automations]
  return {
    rule: groups.flatMap(({ id, rules }) => rules.map((rule) => `${id}/${rule.id}`)),
    grade: scoring[0]?.score.grades.map(({ grade }) => grade) ?? [],
    status: lifecycle.statuses.map(({ id }) => id),
    queue: queues.map(({ id }) => id),
  }
}

function known(kind: Name, value: string, names: readonly string[]): string {
  if (names.includes(value)) return value
  const ofId = kind === 'rule' ? names.filter((name) => name.endsWith(`/${value}`)) : []
  const [only] = ofId
  if (only !== undefined && ofId.length === 1) return only
  const shown = value.slice(0, 100)
  if (ofId.length > 1)
    throw unclear({
      en: `Several files have a rule "${shown}": ${ofId.join(', ')}.`,
      fa: `چند فایل قاعدهٔ «${shown}» را دارند: ${ofId.join('، ')}.`,
    })
  const near = didYouMean(value, names)
  const first = names.slice(0, 40)
  const way = near
    ? { en: `Did you mean "${near}"?`, fa: `منظورتان «${near}» است؟` }
    : { en: `Known: ${first.join(', ') || 'none'}.`, fa: `شناخته‌شده: ${first.join('، ') || 'هیچ'}.` }
  throw unclear(
    { en: `There is no ${kind} "${shown}". ${way.en}`, fa: `${KINDS_FA[kind]} «${shown}» وجود ندارد. ${way.fa}` },
    kind,
  )
}

function finite(score: number): number {
  if (Number.isFinite(score)) return score
  throw unclear({ en: 'A score is a number.', fa: 'امتیاز یک عدد است.' }, 'score')
}

const unclear = (message: SaidMessage, field?: string): CrmError =>
  new CrmError('WHY_UNCLEAR', message, field === undefined ? {} : { details: { field } })
