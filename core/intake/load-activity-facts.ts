import { type ActivityQuestion, type ActivityTally, addTallies, NO_ACTIVITIES, tallyActivities } from '../model/activity-tally.js'
import { activityFact, activityQuestion, type Slot } from '../rule-engine/index.js'
import type { FactAnswer, FactBatch } from './fact-batch.js'
import type { ReadingEngine } from './reading-engine.js'
import type { WorkingLead } from './working-lead.js'

/** Facts that follow from activities: all that the rules ask is asked of the database together, however many slots there are. */
export async function loadActivityFacts(
  engine: ReadingEngine,
  slots: readonly Slot[],
  { works, now }: FactBatch,
): Promise<readonly (readonly FactAnswer[])[]> {
  if (slots.length === 0) return []
  const questions = questionsOf(slots, now)
  const asked = [...questions.values()]
  const tallies = await tallyEach(engine, asked, works)
  return slots.map((slot) => {
    const question = questions.get(typeOf(slot))
    const place = question ? asked.indexOf(question) : -1
    return works.map((_, index) => activityFact(slot, tallies[index]?.[place] ?? NO_ACTIVITIES, now))
  })
}

const typeOf = ({ params }: Slot): string | undefined => (typeof params['type'] === 'string' ? params['type'] : undefined)

/** One question for each type, wide enough for all slots that read it. */
function questionsOf(slots: readonly Slot[], now: number): ReadonlyMap<string | undefined, ActivityQuestion> {
  const questions = new Map<string | undefined, ActivityQuestion>()
  for (const slot of slots) {
    const { since, details, ...question } = activityQuestion(slot, now)
    const known: ActivityQuestion = questions.get(typeOf(slot)) ?? question
    const from = Math.min(since ?? Infinity, known.since ?? Infinity)
    questions.set(typeOf(slot), {
      ...known,
      ...(from === Infinity ? {} : { since: from }),
      ...(details || known.details ? { details: true } : {}),
    })
  }
  return questions
}

/** What the database knows, with the activities that this batch adds; a lead that is not there yet has no past. */
async function tallyEach(
  engine: ReadingEngine,
  questions: readonly ActivityQuestion[],
  works: readonly WorkingLead[],
): Promise<readonly (readonly ActivityTally[])[]> {
  const ids = works.filter(({ before }) => before).map(({ lead }) => lead.id)
  const found = await engine.store.intake.activityTallies(ids, { questions })
  const stored = new Map(ids.map((id, index) => [id, found[index]]))
  return works.map(({ lead, activities }) => {
    const past = stored.get(lead.id)
    if (past && activities.length === 0) return past
    return questions.map((question, place) => addTallies(past?.[place] ?? NO_ACTIVITIES, tallyActivities(activities, question)))
  })
}
