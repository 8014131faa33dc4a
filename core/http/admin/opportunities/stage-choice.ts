import type { Pipeline, Pipelines, Stage } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import { type FormValues, formText } from '../../body/index.js'
import type { FormOption } from '../reference-choices.js'

/** The stages of all pipelines, each under its pipeline, and the reasons of each stage: one choice says both, also without script. */
export function stageOptions(
  pipelines: Pipelines,
  language: string,
): { readonly stage: readonly FormOption[]; readonly stageReason: readonly FormOption[] } {
  const all = Object.values(pipelines)
  const stages = all.flatMap((pipeline) => pipeline.statuses.map((stage) => ({ pipeline, stage })))
  return {
    stage: stages.map(({ pipeline, stage }) => ({
      ...{ id: `${pipeline.id}${BETWEEN}${stage.id}`, text: textIn(stage.label, language) },
      ...(all.length > 1 ? { group: textIn(pipeline.title, language) } : {}),
    })),
    stageReason: stages.flatMap((place) => reasonsOf(place, language)),
  }
}

function reasonsOf({ pipeline, stage }: { pipeline: Pipeline; stage: Stage }, language: string): readonly FormOption[] {
  const group = `${textIn(pipeline.title, language)} – ${textIn(stage.label, language)}`
  return (stage.reasons ?? []).map(({ id, label }) => ({ id, text: textIn(label, language), group }))
}

/** Stands in no id. */
const BETWEEN = '/'

/** Pipeline and stage as the one value of the choice. */
export function joinStage(values: FormValues): FormValues {
  const [pipeline, stage] = [formText(values, 'pipeline'), formText(values, 'stage')]
  return pipeline && stage && !stage.includes(BETWEEN) ? { ...values, stage: `${pipeline}${BETWEEN}${stage}` } : values
}

/** What was chosen as pipeline and stage; whoever names both apart is understood as well. */
export function splitStage(posted: FormValues): FormValues {
  const [pipeline, stage] = formText(posted, 'stage').split(BETWEEN)
  return pipeline && stage ? { ...posted, pipeline, stage } : posted
}
