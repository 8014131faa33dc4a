import { defineLeadSource, type LeadInput } from '../../core/plugin-api/index.js'

/** Rows that an import has read and checked already: what lies in the journal is the lead they become. */
export const rowSource = defineLeadSource({
  label: { en: 'Imported file', fa: 'پروندهٔ واردشده' },
  accept: () => ({ refused: 'Only an import writes here.', because: 'unproven' }),
  parse: (payload) => payload as LeadInput,
})
