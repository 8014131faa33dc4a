import type { Engine } from '../../intake/engine.js'
import { enrolmentField } from '../../intake/sequences/find-enrolments.js'
import type { Sequence, SequenceStep } from '../../model/sequence.js'
import type { LocalizedText } from '../../model/text/localized-text.js'

/** How far the leads of a sequence have come, and how many of them it lost at which step. */
export interface SequenceFigures {
  readonly id: string
  readonly title: LocalizedText
  readonly enrolled: number
  readonly active: number
  readonly completed: number
  readonly exited: number
  readonly failed: number
  readonly replies: number
  readonly unsubscribes: number
  readonly steps: readonly StepFigures[]
}

/** One step: how many have done it, and how many left right behind it by answering or by wanting no more. */
export interface StepFigures {
  readonly id: string
  readonly title: LocalizedText
  readonly does: 'mail' | 'task' | 'action' | 'wait'
  readonly after?: string
  readonly template?: string
  readonly done: number
  readonly replies: number
  readonly unsubscribes: number
}

interface Row {
  readonly state: string
  readonly lastStep?: string
  readonly exitReason?: string
  readonly count: number
}

/** Counts the enrolments of a sequence, each database group once. */
export async function sequenceFigures({ store }: Pick<Engine, 'store'>, sequence: Sequence): Promise<SequenceFigures> {
  const answer = await store.records.aggregate({
    entity: 'enrolment',
    groupBy: ['state', 'lastStep', 'exitReason'],
    measures: { count: { count: true } },
    where: { all: [enrolmentField('sequence', 'equal', sequence.id)] },
  })
  const rows = answer.map((row) => ({ ...row, count: Number(row['count'] ?? 0) })) as unknown as readonly Row[]
  const sum = (fits: (row: Row) => boolean) => rows.filter(fits).reduce((total, { count }) => total + count, 0)
  const inState = (state: string) => sum((row) => row.state === state)
  return {
    id: sequence.id,
    title: sequence.title,
    enrolled: sum(() => true),
    active: inState('active'),
    completed: inState('completed'),
    exited: inState('exited'),
    failed: inState('failed'),
    replies: sum(({ exitReason }) => exitReason === 'reply'),
    unsubscribes: sum(isUnsubscribe),
    steps: sequence.steps.map((step, place) => {
      const behind = new Set(sequence.steps.slice(place).map(({ id }) => id))
      return {
        ...describeStep(step),
        done: sum(({ lastStep }) => lastStep !== undefined && behind.has(lastStep)),
        replies: sum(({ lastStep, exitReason }) => lastStep === step.id && exitReason === 'reply'),
        unsubscribes: sum((row) => row.lastStep === step.id && isUnsubscribe(row)),
      }
    }),
  }
}

const isUnsubscribe = ({ exitReason }: Row): boolean => exitReason === 'unsubscribed'

function describeStep({
  id,
  title,
  after,
  mail,
  task,
  action,
}: SequenceStep): Pick<StepFigures, 'id' | 'title' | 'does' | 'after' | 'template'> {
  return {
    id,
    title: title ?? task?.subject ?? { en: id },
    does: mail ? 'mail' : task ? 'task' : action ? 'action' : 'wait',
    ...(after === undefined ? {} : { after }),
    ...(mail ? { template: mail.template } : {}),
  }
}
