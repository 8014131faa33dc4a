import { type Task, taskSubject } from '../../model/entities/task.js'
import type { LeadLabels } from './lead-labels.js'

/** A task as lists show it. */
export interface TaskRow {
  readonly id: string
  readonly subject: string
  readonly priority: string
  readonly dueAt?: number
  readonly doneAt?: number
  readonly leadId?: string
  readonly leadName?: string
  readonly rule?: string
  /** Who is to do it: a person, or everybody in a queue. */
  readonly assignee: string
}

export function taskRow(task: Task, labels: LeadLabels, leadName?: string): TaskRow {
  const { id, priority, dueAt, doneAt, leadId, rule, ownerId, queue } = task
  return {
    id,
    subject: taskSubject(task, labels.language),
    priority,
    assignee: ownerId ? labels.owner(ownerId) : queue ? labels.queue(queue) : '',
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(doneAt === undefined ? {} : { doneAt }),
    ...(leadId ? { leadId } : {}),
    ...(leadName ? { leadName } : {}),
    ...(rule ? { rule } : {}),
  }
}
