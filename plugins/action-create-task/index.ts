import { definePlugin } from '../../core/plugin-api/index.js'
import { createTask } from './create-task.js'

export const actionCreateTask = definePlugin({
  name: 'action-create-task',
  label: { en: 'Action: create a task', fa: 'اقدام: ساخت وظیفه' },
  version: '1.0.0',
  api: '^1',
  actions: { 'task.create': createTask },
})
