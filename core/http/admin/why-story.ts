import type { Actor } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError, ERROR_CODES, messageIn } from '../../errors.js'
import type { Lead } from '../../model/entities/lead.js'
import { textIn } from '../../model/text/localized-text.js'
import { type ExplainedLead, explainLead, type GoalWords } from '../../operations/index.js'
import type { Reader } from '../reader.js'
import type { LeadLabels } from './lead-labels.js'

/** What the section "Why?" of a lead shows. */
export interface WhyStory {
  /** What would give it the best grade, where it has another and is still open. */
  readonly best?: ExplainedLead & { readonly grade: string }
  /** The answer to what was picked. */
  readonly asked?: ExplainedLead
  /** Why there is no answer. */
  readonly trouble?: string
  readonly picked: string
  readonly choices: readonly {
    readonly title: string
    readonly options: readonly { readonly value: string; readonly text: string }[]
  }[]
}

interface WhyQuestion {
  readonly actor: Actor
  readonly lead: Lead
  readonly labels: LeadLabels
  readonly reader: Reader
  /** What the address asks: `<kind>:<name>`, for example `grade:hot`. */
  readonly picked: string
  readonly decisionId: string | undefined
}

/** Asks the rules what they would say; nothing is written. */
export async function whyStory(crm: Crm, question: WhyQuestion): Promise<WhyStory> {
  const { lead, labels, picked } = question
  const best = crm.rules().scoring[0]?.score.grades[0]?.grade
  const wantsBest = best !== undefined && lead.grade !== best && labels.isOpen(lead.status)
  const answer = wantsBest ? await ask(crm, { ...question, decisionId: undefined }, { grade: best }) : undefined
  const asked = picked === '' ? undefined : await ask(crm, question, wordsOf(picked))
  return {
    ...(answer?.why && best !== undefined ? { best: { ...answer.why, grade: labels.grade(best).text } } : {}),
    ...(asked?.why ? { asked: asked.why } : {}),
    ...(asked?.trouble ? { trouble: asked.trouble } : {}),
    picked,
    choices: choicesOf(crm, question),
  }
}

/** `now` asks for nothing but why it is as it is. */
function wordsOf(picked: string): GoalWords {
  const [kind = '', ...rest] = picked.split(':')
  const name = rest.join(':')
  return { rule: kind === 'rule' ? name : undefined, grade: kind === 'grade' ? name : undefined, ...placeOf(kind, name) }
}

const placeOf = (kind: string, name: string): GoalWords => ({
  status: kind === 'status' ? name : undefined,
  queue: kind === 'queue' ? name : undefined,
})

/** What cannot be answered is told in its place; the page stands. */
async function ask(
  crm: Crm,
  { actor, lead, reader: { language, calendar, timeZone }, decisionId }: WhyQuestion,
  words: GoalWords,
): Promise<{ readonly why?: ExplainedLead | undefined; readonly trouble?: string }> {
  try {
    const wishes = { language, calendar, timeZone }
    return { why: await explainLead(crm, { actor, id: lead.id, decisionId, wishes, ...words }) }
  } catch (thrown) {
    if (!(thrown instanceof CrmError)) throw thrown
    return { trouble: messageIn(thrown, language) ?? ERROR_CODES[thrown.code].title.fa }
  }
}

function choicesOf(crm: Crm, { labels, reader: { language } }: WhyQuestion): WhyStory['choices'] {
  const { scoring, transitions, routing, automations, lifecycle, queues, files } = crm.rules()
  const grades = (scoring[0]?.score.grades ?? []).map(({ grade }) => ({
    value: `grade:${grade}`,
    text: labels.grade(grade).text,
  }))
  const statuses = lifecycle.statuses.map(({ id }) => ({ value: `status:${id}`, text: labels.status(id).text }))
  const places = queues.map(({ id }) => ({ value: `queue:${id}`, text: labels.queue(id) }))
  const ofFiles = [...scoring, ...transitions, ...routing, ...automations].map(({ id, rules }) => ({
    title: textIn(files.find((file) => file.id === id && !OTHER_KINDS.has(file.kind))?.title ?? id, language),
    options: rules.map((rule) => ({ value: `rule:${id}/${rule.id}`, text: textIn(rule.title, language) })),
  }))
  const named = [
    { title: 'grade', options: grades },
    { title: 'status', options: statuses },
    { title: 'queue', options: places },
  ]
  return [...named, ...ofFiles].filter(({ options }) => options.length > 0)
}

/** A file of cases may be called like the rules it is about. */
const OTHER_KINDS: ReadonlySet<string> = new Set(['cases'])
