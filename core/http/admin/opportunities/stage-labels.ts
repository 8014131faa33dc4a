import { statusOf } from '../../../model/lifecycle.js'
import type { Pipelines, Stage } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { Label } from '../lead-labels.js'

const OPEN_TONES = ['blue', 'violet', 'teal', 'amber'] as const

/** What a stage is called, in the colour of its place; one that is gone from the rules is called by its id. */
export function stageLabel(
  pipelines: Pipelines,
  { pipeline: id, stage }: { readonly pipeline: string; readonly stage: string },
  language: string,
): Label {
  const pipeline = Object.hasOwn(pipelines, id) ? pipelines[id] : undefined
  const found = pipeline && statusOf(pipeline, stage)
  if (!pipeline || !found) return { id: stage, text: stage, tone: 'gray' }
  return { id: stage, text: textIn(found.label, language), tone: toneOf(pipeline.statuses, found) }
}

function toneOf(stages: readonly Stage[], { id, category }: Stage): Label['tone'] {
  if (category !== 'open') return category === 'won' ? 'green' : 'gray'
  const place = stages.filter((stage) => stage.category === 'open').findIndex((stage) => stage.id === id)
  return OPEN_TONES[place % OPEN_TONES.length] ?? 'blue'
}
