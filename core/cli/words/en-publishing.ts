/** Publishing rules, taking them back, and replaying decisions, in English. */
export const enPublishing = {
  commands: {
    'rules status': { description: 'tell what decides, and whether the files on disk differ', example: 'sarnakh rules status' },
    'rules diff': {
      description: 'compare two rule sets: a number, a digest, `published` (the first by default) or `working` (the second)',
      example: 'sarnakh rules diff 3 working',
    },
    'rules publish': {
      description: 'put the rule files on disk in force',
      example: 'sarnakh rules publish --note "Large companies first" --author sara@example.ir',
    },
    'rules history': { description: 'list what was published', example: 'sarnakh rules history' },
    'rules show': { description: 'show one publication, by its number or digest', example: 'sarnakh rules show 4' },
    'rules return': {
      description: 'put an earlier publication in force again',
      example: 'sarnakh rules return 3 --note "Too strict"',
    },
    'decision replay': {
      description: 'make a stored decision again and compare it, byte for byte',
      example: 'sarnakh decision replay 0199…',
    },
    'decisions replay': {
      description: 'ask the rule files on disk about decisions that were really made',
      example: 'sarnakh decisions replay --since P7D --write-cases rules/recorded.cases.json',
    },
  },
  options: {
    note: 'what is new and why',
    author: 'e-mail of whoever publishes (default: the user of this machine)',
    forceCases: 'publish though cases fail; which do is written down',
    noImpact: 'do not look at what changes for the leads that are there',
    allowRestart: 'publish changed fields: running processes decide nothing until they are started again',
    rescore: 'then ask these rules about all open leads; automations act where they turn true',
    most: 'how many, the newest first (default: 20)',
    since: 'day, instant or duration (P7D) from which on decisions are replayed',
    mostDecisions: 'at most this many decisions, the oldest first',
    writeCases: 'write the decisions as cases into this file, personal values left out',
  },
  changes: { added: '+', removed: '-', changed: '~' },
  noChanges: 'Nothing differs.',
  returnsTo: (number: number) => `(back to ${number})`,
  cases: (passed: string, count: string) => `${passed} of ${count} cases passed.`,
  done: (number: number, digest: string) => `Published as number ${number}: rule set ${digest} decides now, in every process.`,
  returned: (number: number, digest: string, to: number) =>
    `Published as number ${number}: rule set ${digest} of number ${to} decides again, in every process.`,
  restart: 'Its fields are others: start every running process again. Until then they decide nothing; leads wait safely.',
  unchanged: (number: number) => `Nothing to publish: number ${number} decides by the same rules.`,
  casesFailed:
    'Nothing was published, because cases fail. Correct them, or the rules; --force-failing-cases publishes all the same.',
  fieldsChanged:
    'Nothing was published, because fields changed. Fields are columns: --allow-restart publishes, and then every running process must be started again.',
  impact: (changed: string, leads: string) => `Of ${leads} open leads ${changed} would be decided otherwise.`,
  kept: (statuses: string, grades: string) =>
    `Moves go one way: ${statuses} keep the status to which the rules taken back moved them, ${grades} a grade that is kept down to its "until".`,
  measuring: (asked: string, of: string) => `${asked} of ${of} leads looked at`,
  none: 'Nothing was published yet.',
  from: {
    files: 'The files decide as they lie on disk.',
    published: 'What was published last decides.',
  },
  deciding: (digest: string) => `In force: rule set ${digest}`,
  retiming: (leads: string) =>
    `Finding when open leads can next change by these rules: ${leads} done; running processes go on with it.`,
  onDisk: (digest: string) => `On disk: rule set ${digest}`,
  same: 'The files on disk say the same.',
  differs: 'The files on disk are others; `sarnakh rules publish` would change:',
  mistakes: 'The files on disk have mistakes and cannot be published:',
  rescoring: (done: string, of: string) => `${done} of ${of} open leads asked about again`,
  rescored: (done: string, changed: string) => `${done} open leads were asked about again; ${changed} changed.`,
  replay: {
    same: 'Made again: the decision is the same, byte for byte.',
    different: (count: string) => `Made again: the decision differs in ${count === '1' ? 'one place' : `${count} places`}:`,
    otherText: (at: string) => `Made again: the values are the same, but they are written otherwise from letter ${at} on.`,
    nothing: '(nothing)',
    plugin: (name: string, then: string, today: string) => `The plugin ${name} is ${today} today; then it was ${then}.`,
    absent: 'not loaded',
    unnamed: 'without a version',
    impossible: {
      'inputs-not-kept': 'It cannot be replayed: it was stored before inputs were kept.',
      'stored-by-a-later-version': 'It cannot be replayed: a later version of the product stored it.',
      'rules-not-kept': 'It cannot be replayed: the files of its rules are not in the database.',
      'rules-do-not-fit': 'It cannot be replayed: its rules need plugins or fields that are not here.',
      'decision-unreadable': 'they are damaged in the database (DECISION_UNREADABLE)',
      'facts-not-kept': 'the rules on disk ask for facts that were not kept then',
    },
    progress: (done: string, of: string) => `${done} of ${of} decisions`,
    summary: (n: { decisions: string; same: string; different: string }) =>
      `${n.decisions} decisions: ${n.same} the same, ${n.different} different.`,
    notAsked: (count: string, why: string) => `${count} were not asked about: ${why}`,
    missingFacts: (facts: string) => `Facts that were not kept: ${facts}`,
    what: { score: 'score', grade: 'grade', status: 'status', queue: 'queue', owner: 'owner', fired: 'automations' },
    changed: (what: string, count: string) => `  ${what}: ${count}`,
    example: (lead: string, decision: string) => `Lead ${lead}, decision ${decision}:`,
    cases: (written: string, leftOut: string, file: string) =>
      `${written} cases were written to ${file}${leftOut === '0' ? '.' : `; ${leftOut} decisions cannot be told as a case:`}`,
    unreadable: (lead: string, decision: string) => `  Lead ${lead}, decision ${decision}: DECISION_UNREADABLE`,
    caseGap: (count: string, why: string) => `  ${count}: ${why}`,
    caseGaps: {
      'rules-gone': 'their rules are not kept or do not fit here any more',
      reroute: 'somebody had the lead routed again',
      guards: 'a plugin refused something',
      'facts-failed': 'a fact could not be loaded',
      'other-facts': 'they read facts that the case would have to make up: other records, plugins, workload',
      history: 'they follow from what was decided about the lead before',
      personal: 'they follow from personal values or from turns in a queue, which are left out',
    },
  },
}
