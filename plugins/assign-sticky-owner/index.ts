import { definePlugin } from '../../core/plugin-api/index.js'
import { onlyStickyOwner, stickyOwner } from './sticky-owner.js'

export const assignStickyOwner = definePlugin({
  name: 'assign-sticky-owner',
  label: { en: 'Assignment to who knows the customer', fa: 'تخصیص به آشنای مشتری' },
  version: '1.0.0',
  api: '^1',
  assignmentFilters: { 'sticky-owner': onlyStickyOwner },
  assignmentRanks: { 'sticky-owner': stickyOwner },
})
