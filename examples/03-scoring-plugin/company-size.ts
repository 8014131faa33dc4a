import { definePlugin, defineScoringModel } from 'sarnakh/plugin-api'

/**
 * Gives one point per so many employees, up to the limit of the scoring file.
 * Units: points; a lead without a number of employees has none.
 */
export const companySize = defineScoringModel({
  label: { en: 'Company size', fa: 'اندازهٔ شرکت' },
  params: {
    employeesPerPoint: {
      type: 'integer',
      default: 10,
      min: 1,
      label: { en: 'Employees per point', fa: 'کارمند برای هر امتیاز' },
    },
  },
  score({ lead, params, limits }) {
    const employees = typeof lead['employees'] === 'number' ? lead['employees'] : 0
    const total = Math.max(limits.min, Math.min(limits.max, Math.floor(employees / (params.employeesPerPoint ?? 10))))
    return {
      total,
      contributions: [
        { rule: 'company-size', title: { en: `${employees} employees`, fa: `${employees} کارمند` }, points: total },
      ],
    }
  },
})

export const scoringCompanySize = definePlugin({ name: 'scoring-company-size', scoringModels: { 'company-size': companySize } })
