/** The steps from an installation to a tailored system at work, in this order. */
export const SETUP_STEPS = ['process', 'people', 'source', 'data', 'rules', 'live'] as const
export type SetupStepId = (typeof SETUP_STEPS)[number]

/** What a person confirms, because no record can show it. */
export const CONFIRMABLE = ['data-skipped', 'backup'] as const
export type Confirmable = (typeof CONFIRMABLE)[number]

interface Said {
  readonly en: string
  readonly fa: string
}

/** One thing of a step, with what shows that it is done. */
export interface SetupItem {
  readonly what: Said
  readonly isDone: boolean
  /** What was found, in a few words. */
  readonly evidence?: Said
}

/** A step with its state, worked out from what is there. */
export interface SetupStep {
  readonly id: SetupStepId
  readonly title: Said
  /** Why it matters. */
  readonly why: Said
  /** How it is done, on the page at `link` and by `command`. */
  readonly how: Said
  readonly link?: string
  readonly command?: string
  readonly isDone: boolean
  readonly items: readonly SetupItem[]
  /** What a person can confirm here. */
  readonly confirm?: Confirmable
}

/** All steps; `isComplete` once every one of them is done. */
export interface SetupChecklist {
  readonly isComplete: boolean
  readonly done: number
  readonly steps: readonly SetupStep[]
}
