import { definePlugin } from '../../core/plugin-api/index.js'
import { addToSegment, removeFromSegment } from './membership.js'

export const actionSegment = definePlugin({
  name: 'action-segment',
  label: { en: 'Actions: segments', fa: 'اقدام‌ها: بخش‌ها' },
  version: '1.0.0',
  api: '^1',
  actions: { 'segment.add': addToSegment, 'segment.remove': removeFromSegment },
})
