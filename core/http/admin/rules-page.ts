import { authorize } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError, formatError } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { learns } from '../../operations/index.js'
import { conditionTree, type RuleFile } from '../../rule-engine/index.js'
import type { Reader } from '../reader.js'
import { leadLabels } from './lead-labels.js'
import { rulesOf } from './rule-story.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'
import { tableStory } from './table-story.js'

/** The order in which a lead meets them. */
const KINDS = [
  'fields',
  'form',
  'mapping',
  'conditions',
  'scoring',
  'lifecycle',
  'transition',
  'queues',
  'routing',
  'automation',
  'sla',
  'dedupe',
  'conversion',
  'calendar',
  'segment',
]

/** The files that decide, by kind, and what is wrong with those on disk. */
export const rulesPage = signedIn((c, { actor }) => {
  authorize(actor, 'rule:read')
  const crm = c.get('crm')
  const rules = crm.rules()
  const { language } = c.get('reader')
  const kinds = [...new Set([...KINDS, ...rules.files.map(({ kind }) => kind)])]
  const data = {
    digest: rules.digest,
    from: crm.ruleShelf.from,
    problems: problemsOf(crm, language),
    kinds: kinds
      .map((kind) => ({
        kind,
        files: rules.files.filter((file) => file.kind === kind).map((file) => ({ ...file, title: fileTitle(file, language) })),
      }))
      .filter(({ files }) => files.length > 0),
  }
  return showPage(c, 'admin/rules', { title: wordsOf(c)('rules.title'), data })
})

/** One file: its rules as sentences, and the file itself. */
export const ruleFilePage = signedIn(async (c, { actor }) => {
  authorize(actor, 'rule:read')
  const crm = c.get('crm')
  const rules = crm.rules()
  const { language } = c.get('reader')
  const [kind, id] = [c.req.param('kind') ?? '', c.req.param('id') ?? '']
  // The same file in a higher layer stands in for the one below.
  const file = rules.files.findLast((each) => each.kind === kind && each.id === id)
  if (!file) throw new CrmError('HTTP_NOT_FOUND', `There is no ${kind} file "${id}".`)
  const labels = await leadLabels(crm, language)
  const scoring = kind === 'scoring' ? rules.scoring.find((each) => each.id === id) : undefined
  const reader = c.get('reader')
  const stories = rulesOf(rules, file, { labels, language, timeZone: reader.timeZone, words: wordsOf(c) })
  const data = {
    file,
    digest: rules.digest,
    from: crm.ruleShelf.from,
    problems: problemsOf(crm, language),
    stories,
    table: tableStory(rules, file, { stories, reader }),
    statuses: kind === 'lifecycle' ? statuses(crm, { labels, language }) : [],
    named: kind === 'conditions' ? namedConditions(crm, c.get('reader')) : [],
    scoring,
    learns: scoring !== undefined && learns(crm, scoring),
    grades: scoring?.score.grades.map(({ grade, from }) => ({ ...labels.grade(grade), from })) ?? [],
  }
  return showPage(c, 'admin/rule-file', { title: fileTitle(file, language), data })
})

function problemsOf(crm: Crm, language: string): readonly string[] {
  return (crm.ruleProblems()?.errors ?? []).map((error) => formatError(error, language))
}

function statuses(crm: Crm, { labels, language }: { labels: Awaited<ReturnType<typeof leadLabels>>; language: string }) {
  return crm.rules().lifecycle.statuses.map(({ id, next, requires = [], reasons = [], probability, category }) => ({
    label: labels.status(id),
    category,
    probability,
    next: next?.map((each) => labels.status(each)),
    requires: requires.map((field) => textIn(crm.fields.lead[field]?.label ?? field, language)),
    reasons: reasons.map(({ label }) => textIn(label, language)),
  }))
}

function namedConditions(crm: Crm, reader: Reader) {
  const rules = crm.rules()
  return Object.entries(rules.conditions).map(([name, each]) => ({
    name,
    title: textIn(rules.conditionTitles[name] ?? name, reader.language),
    when: conditionTree(rules, each, reader),
  }))
}

/** The title that a file gives itself, or its id. */
function fileTitle({ id, title }: RuleFile, language: string): string {
  return textIn(title ?? id, language)
}
