/** What `rules check` and `rules schema` say, in English. */
export const enRuleCheck = {
  commands: {
    'rules check': {
      description: 'check the rule files, and put right what has one way out',
      example: 'sarnakh rules check --fix',
    },
    'rules schema': {
      description: 'write schemas, with which an editor completes the names of this deployment',
      example: 'sarnakh rules schema --link',
    },
  },
  options: {
    fix: 'put right what has one sensible way out',
    dryRun: 'with --fix: show what would change and write nothing',
    strict: 'take warnings for errors',
    schemaOut: 'folder for the schemas (default: rules/schema of the deployment)',
    link: 'let the rule files of the deployment name their schema',
  },
  errors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
  warnings: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
  canFix: (count: number) => `${count} can be put right: sarnakh rules check --fix`,
  fixed: (count: number) => (count === 1 ? '1 mistake put right:' : `${count} mistakes put right:`),
  wouldFix: (count: number) => `${count} would be put right; nothing was written:`,
  changedMeanwhile: (file: string) => `${file} was changed meanwhile and is left as it is.`,
  circling: (file: string) => `The fixes of ${file} undo each other; it needs your hand.`,
  schemas: (count: number, folder: string) => `${count} schemas are in ${folder}.`,
  linked: (count: number) => `${count} rule files name their schema now.`,
  refer: (example: string) => `A rule file names its schema in its first line, for example ${example}`,
}
