import type { Crm } from '../../crm/crm.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { formatPhone, phoneLink } from '../../model/text/phone.js'
import { sourceTitles } from '../../operations/index.js'

/** A word with the colour it is shown in. */
export interface Label {
  readonly id: string
  readonly text: string
  readonly tone: 'gray' | 'blue' | 'violet' | 'teal' | 'green' | 'amber' | 'red'
}

/** Names for what a lead holds as ids. */
export interface LeadLabels {
  /** The reader's language, in which all of these speak. */
  readonly language: string
  status(id: string): Label
  /** Whether a lead in this status still needs work. */
  isOpen(status: string): boolean
  grade(id: string): Label
  owner(id: string): string
  queue(id: string): string
  source(id: string): string
  /** A number as people here write it. */
  phone(phone: string): string
  /** The address that dials it. */
  call(phone: string): string | undefined
  readonly people: ReadonlyMap<string, string>
}

const OPEN_TONES = ['blue', 'violet', 'teal', 'amber'] as const
const GRADE_TONES = ['red', 'amber', 'blue', 'gray'] as const

/** Reads the names once, for a page with many leads. */
export async function leadLabels(crm: Crm, language: string): Promise<LeadLabels> {
  const { lifecycle, scoring, queues } = crm.rules()
  const people = await peopleOf(crm)
  const sources = new Map(Object.entries(sourceTitles(crm)))
  const open = lifecycle.statuses.filter(({ category }) => category === 'open')
  const grades = scoring.flatMap(({ score }) => score.grades)
  const say = (text: Text | undefined, id: string) => (text ? textIn(text, language) : id)
  return {
    language,
    people,
    status(id) {
      const status = lifecycle.statuses.find((each) => each.id === id)
      const place = open.findIndex((each) => each.id === id)
      const closed = status?.category === 'converted' ? 'green' : 'gray'
      return { id, text: say(status?.label, id), tone: OPEN_TONES[place < 0 ? -1 : place % OPEN_TONES.length] ?? closed }
    },
    isOpen: (id) => open.some((status) => status.id === id),
    grade(id) {
      const place = grades.findIndex(({ grade }) => grade === id)
      return { id, text: say(grades[place]?.label, id), tone: GRADE_TONES[place] ?? 'gray' }
    },
    owner: (id) => people.get(id) ?? id,
    queue: (id) => say(queues.find((each) => each.id === id)?.label, id),
    source: (id) => textIn(sources.get(id) ?? id, language),
    phone: (phone) => formatPhone(phone, crm.settings),
    call: (phone) => phoneLink(phone, crm.settings),
  }
}

async function peopleOf(crm: Crm): Promise<ReadonlyMap<string, string>> {
  const page = await crm.store.records.list('user', { limit: 1_000, sort: { field: 'name', direction: 'asc' } })
  return new Map(page.records.map((user) => [user.id, String(user['name'])]))
}
