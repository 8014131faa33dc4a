/** Pipelines, opportunities and changes of statuses, in English. */
export const enPipeline = {
  groups: { pipeline: 'ways of selling', opportunity: 'one opportunity', status: 'statuses and stages' },
  commands: {
    'pipeline list': {
      description: 'list pipelines with their stages and what stands in them',
      example: 'sarnakh pipeline list',
    },
    'opportunity move': {
      description: 'move an opportunity to another stage',
      example: 'sarnakh opportunity move 0199… lost --reason competitor',
    },
    'status migrate': {
      description: 'rename, merge or remove statuses or stages: shows what it would rewrite, and rewrites it with --apply',
      example: 'sarnakh status migrate --lifecycle lead --map interested=contacted',
    },
  },
  options: {
    reason: 'one of the reasons that the stage demands',
    lifecycle: '`lead`, or the id of a pipeline',
    map: 'what becomes of a status: old=new; can be given several times',
    apply: 'rewrite it, in place of only showing it',
  },
  columns: {
    pipeline: 'Pipeline',
    stage: 'Stage',
    category: 'Outcome',
    probability: 'Probability',
    count: 'Count',
    sums: 'Amount',
    overdue: 'Too long',
  },
  categories: { open: 'open', won: 'won', lost: 'lost' },
  migration: {
    gone: (from: string) => `${from} goes`,
    inherits: (from: string, added: readonly string[]) => `taken over from ${from}: ${added.join(', ')}`,
    copied: 'The file belongs to a layer below: the deployment gets its own copy.',
    records: (count: string) => `Records that get another status: ${count}`,
    moves: (count: string) => `Moves in the history that are rewritten: ${count}`,
    applied: 'Rewritten.',
    notYet: 'Nothing is rewritten yet; add --apply.',
  },
  none: 'No rule file says the stages of a pipeline.',
  moved: (name: string, stage: string) => `${name} is now in ${stage}.`,
}
