/** Training scoring models, in English. */
export const enLearning = {
  group: 'scoring models that learn',
  commands: {
    'scoring train': {
      description: 'train the model of a scoring file on leads whose end is known, and tell how good it is',
      example: 'sarnakh scoring train learned --write',
    },
  },
  options: { write: 'write what was learned into the scoring file; publish it like every rule' },
  figure: 'Figure',
  now: 'Now',
  before: 'In force',
  figures: [
    'Trained on',
    'Tested on',
    'Share of won',
    'AUC (0.5 a coin, 1 perfect)',
    'Brier score (0 is perfect)',
    'Foretold won, was won',
    'Foretold won, was lost',
    'Foretold lost, was lost',
    'Foretold lost, was won',
  ],
  written: (file: string) => `Written to ${file}. Look at the effect with "sarnakh rules impact", then publish.`,
  notWritten: 'Nothing was written; add --write to put it into the file.',
}
