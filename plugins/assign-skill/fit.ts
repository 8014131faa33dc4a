import { type Candidate, defineAssignmentRank, foldForSearch, type Lead } from '../../core/plugin-api/index.js'
import { wantedBy } from './skill.js'

/** Whoever has most of what the lead asks for comes first; nobody is left out for lacking it. */
export const fit = defineAssignmentRank({
  label: { en: 'Fits best', fa: 'بیشترین تناسب' },
  params: {
    fields: {
      type: 'json',
      label: { en: 'Fields of the lead', fa: 'فیلدهای سرنخ' },
      schema: { type: 'array', minItems: 1, items: { type: 'string' } },
    },
  },
  rank: (candidate, { lead, params }) => -pointsOf(candidate, lead, fieldsIn(params.fields)),
  leaveOut: ({ own, best }) => ({ reason: 'worse-fit', details: { fit: Math.abs(own), bestFit: Math.abs(best) } }),
})

const USUAL = ['language', 'country', 'province', 'city']

const fieldsIn = (fields: unknown): readonly string[] => (Array.isArray(fields) ? fields.map(String) : USUAL)

function pointsOf({ skills = [], territories, region }: Candidate, lead: Lead, fields: readonly string[]): number {
  const has = [...skills, ...territories, ...(region === undefined ? [] : [region])].map(foldForSearch)
  return fields.flatMap((field) => wantedBy(lead, field)).filter((each) => has.includes(foldForSearch(each))).length
}
