import type { Actor } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Document } from '../../model/entities/document.js'
import { taskSubject } from '../../model/entities/task.js'
import { statusOf } from '../../model/lifecycle.js'
import { textIn } from '../../model/text/localized-text.js'
import type { LeadProfile } from '../show-lead.js'
import { BY_HAND, sourceTitle } from '../source-title.js'
import { agoIn, apart, both, pointsIn } from './answer-words.js'
import type { LeadAnswer } from './lead-answer.js'

/** Where did this lead come from. */
export function answerOrigin(engine: Engine, { lead, touches }: LeadProfile): LeadAnswer {
  const first = touches.at(-1)
  const marks = [first?.utmSource, first?.utmMedium, first?.utmCampaign].filter(Boolean).join(' · ')
  const label = sourceTitle(engine, lead.source)
  if (lead.source === BY_HAND)
    return {
      question: 'origin',
      state: 'good',
      sentence: both(
        `Somebody typed them in, ${agoIn(engine, lead.createdAt, 'en')}.`,
        `${agoIn(engine, lead.createdAt, 'fa')} دستی ثبت شدند.`,
      ),
    }
  return {
    question: 'origin',
    state: 'good',
    sentence: both(
      `They came through ${textIn(label, 'en')}${marks ? ` (${marks})` : ''} ${agoIn(engine, lead.createdAt, 'en')}.`,
      `${agoIn(engine, lead.createdAt, 'fa')} از راه ${textIn(label, 'fa')}${marks ? ` (${marks})` : ''} آمدند.`,
    ),
  }
}

/** Are they interested: points of what they did, and when they did something last. */
export function answerInterest(engine: Engine, profile: LeadProfile): LeadAnswer {
  const engagement = groupPoints(engine, profile, (group) => group !== 'fit')
  const last = profile.activities.find(({ type }) => THEIRS.test(type))
  if (!engagement && !last)
    return {
      question: 'interest',
      state: 'open',
      sentence: both('They have done nothing yet that we know of.', 'هنوز کاری نکرده‌اند که از آن خبر داشته باشیم.'),
    }
  const points = engagement && both(`Engagement ${pointsIn(engagement, 'en')}`, `تعامل ${pointsIn(engagement, 'fa')}`)
  const when = last
    ? both(`last active ${agoIn(engine, last.at, 'en')}`, `آخرین فعالیت ${agoIn(engine, last.at, 'fa')}`)
    : both('nothing done yet', 'هنوز بی‌فعالیت')
  return {
    question: 'interest',
    state: (engagement?.points ?? 0) > 0 || last ? 'good' : 'open',
    sentence: both(`${points ? `${points.en}, ` : ''}${when.en}.`, `${points ? `${points.fa}، ` : ''}${when.fa}.`),
  }
}

/** What the other side does, not we. */
const THEIRS =
  /^(?:form|page|download|webinar|newsletter|lead\.captured|call\.inbound|mail\.(?:received|opened|clicked)|message\.received|chat)(?:\.|$)/

/** Did we follow up. */
export function answerFollow(engine: Engine, { lead, activities }: LeadProfile): LeadAnswer {
  if (lead.firstResponseAt === undefined)
    return { question: 'follow', state: 'bad', sentence: both('Nobody has answered them yet.', 'هنوز کسی پاسخشان را نداده است.') }
  const last = activities.find(({ type }) => /^(?:call|mail\.sent|meeting|message\.sent|note)(?:\.|$)/.test(type))
  const at = last?.at ?? lead.firstResponseAt
  return {
    question: 'follow',
    state: 'good',
    sentence: both(`Yes, last ${agoIn(engine, at, 'en')}.`, `بله، آخرین بار ${agoIn(engine, at, 'fa')}.`),
  }
}

/** Do they match the customer we look for. */
export function answerFit(engine: Engine, profile: LeadProfile): LeadAnswer {
  const fit = groupPoints(engine, profile, (group) => group === 'fit')
  if (!fit)
    return { question: 'fit', state: 'open', sentence: both('Not scored for fit yet.', 'هنوز برای تناسب امتیازی ندارند.') }
  const isMatch = fit.max === undefined ? fit.points > 0 : fit.points * 2 >= fit.max
  return {
    question: 'fit',
    state: isMatch ? 'good' : 'open',
    sentence: isMatch
      ? both(`Yes: fit ${pointsIn(fit, 'en')}.`, `بله: تناسب ${pointsIn(fit, 'fa')}.`)
      : fit.points <= 0
        ? both(`No, nothing fits: ${pointsIn(fit, 'en')}.`, `نه، چیزی نمی‌خواند: ${pointsIn(fit, 'fa')}.`)
        : both(`Only in part: fit ${pointsIn(fit, 'en')}.`, `تنها تا اندازه‌ای: تناسب ${pointsIn(fit, 'fa')}.`),
  }
}

/** Points of the newest score in some of its groups, and how many there can be. */
function groupPoints({ rules }: Engine, { decisions }: LeadProfile, isAsked: (group: string) => boolean) {
  const scored = decisions.find(({ decision }) => Object.keys(decision.scores).length > 0)
  const [model, score] = Object.entries(scored?.decision.scores ?? {})[0] ?? []
  const groups =
    rules()
      .scoring.find(({ id }) => id === model)
      ?.score.groups.filter(({ id }) => isAsked(id)) ?? []
  if (!score || groups.length === 0) return undefined
  const counted = score.contributions.filter(({ group }) => groups.some(({ id }) => id === group))
  const maxima = groups.flatMap(({ max }) => (max === undefined ? [] : [max]))
  const points = counted.reduce((sum, contribution) => sum + contribution.points, 0)
  return { points, ...(maxima.length === groups.length ? { max: maxima.reduce((sum, max) => sum + max, 0) } : {}) }
}

/** Is that clause in the contract. */
export function answerContract({ fields }: Engine, { documents }: LeadProfile): LeadAnswer {
  const contract = documents.find(({ kind }) => kind === 'contract') ?? documents.find(({ kind }) => kind === 'quote')
  if (!contract)
    return { question: 'contract', state: 'open', sentence: both('No contract is linked yet.', 'هنوز قراردادی پیوند نشده است.') }
  const { link } = contract
  return {
    question: 'contract',
    state: 'good',
    sentence: both(contractWords(contract, { language: 'en', fields }), contractWords(contract, { language: 'fa', fields })),
    ...(link && /^https?:\/\//i.test(link) ? { link } : {}),
  }
}

function contractWords(
  { kind, number, status, notes }: Document,
  { language, fields }: { language: 'en' | 'fa'; fields: Engine['fields'] },
): string {
  const option = (fields.document['kind']?.oneOf ?? []).find((each) => typeof each === 'object' && each.value === kind)
  const name = typeof option === 'object' ? textIn(option.label, language) : kind
  const head = [name, number].filter(Boolean).join(' ')
  return `${[head, status].filter(Boolean).join(': ')}.${notes ? ` ${notes}` : ''}`
}

/** Is it my job, and what is next. */
export function answerOwner({ rules }: Engine, { profile, actor }: { profile: LeadProfile; actor: Actor }): LeadAnswer {
  const { lead, ownerName, tasks } = profile
  const open = tasks.filter(({ doneAt }) => doneAt === undefined)
  const next = open.toSorted((one, other) => (one.dueAt ?? Infinity) - (other.dueAt ?? Infinity))[0]
  const step = (language: 'en' | 'fa') => {
    if (next) return language === 'en' ? ` Next: ${taskSubject(next, 'en')}.` : ` گام بعدی: ${taskSubject(next, 'fa')}.`
    const status = statusOf(rules().lifecycle, lead.status)
    const name = status ? textIn(status.label, language) : lead.status
    return language === 'en' ? ` It stands at “${name}”.` : ` در وضعیت «${name}» است.`
  }
  const queue = rules().queues.find(({ id }) => id === lead.queue)
  const queueName = (language: string) => (queue ? textIn(queue.label, language) : (lead.queue ?? ''))
  const isMine = actor.kind === 'user' && lead.ownerId === actor.id
  const who = isMine
    ? both('Yes, it is yours.', 'بله، کار شماست.')
    : ownerName
      ? both(`${apart(ownerName)} has it.`, `کار ${apart(ownerName)} است.`)
      : lead.queue
        ? both(`Nobody yet; it waits in ${queueName('en')}.`, `هنوز هیچ‌کس؛ در ${queueName('fa')} منتظر است.`)
        : both('Nobody has it yet.', 'هنوز هیچ‌کس مسئولش نیست.')
  return {
    question: 'owner',
    state: lead.ownerId ? 'good' : 'bad',
    sentence: both(`${who.en}${step('en')}`, `${who.fa}${step('fa')}`),
  }
}
