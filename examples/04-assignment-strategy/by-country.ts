import { type Candidate, defineAssignmentStrategy, definePlugin, type LeftOut } from 'sarnakh/plugin-api'

/** Gives a lead to the first who serves its country, the least busy first; without such a one the queue keeps it. */
export const byCountry = defineAssignmentStrategy({
  label: { en: 'By country', fa: 'بر پایهٔ کشور' },
  choose(candidates, { lead }) {
    const serves = ({ territories }: Candidate) => lead.country !== undefined && territories.includes(lead.country)
    const [chosen] = candidates.filter(serves).sort((a, b) => a.openLeads - b.openLeads || a.position - b.position)
    const others = candidates.filter(({ userId }) => userId !== chosen?.userId)
    return {
      ...(chosen ? { ownerId: chosen.userId } : {}),
      leftOut: others.map(
        (candidate): LeftOut => ({ userId: candidate.userId, reason: serves(candidate) ? 'busier' : 'other-territory' }),
      ),
    }
  },
})

export const assignByCountry = definePlugin({ name: 'assign-by-country', assignmentStrategies: { 'by-country': byCountry } })
