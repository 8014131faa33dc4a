import { enAccess } from './en-access.js'
import { enCalendar } from './en-calendar.js'
import { enConversion } from './en-conversion.js'
import { enDoctor } from './en-doctor.js'
import { enEffects } from './en-effects.js'
import { enImpact, enRescore } from './en-impact.js'
import { enImport } from './en-import.js'
import { enLead } from './en-lead.js'
import { enLearning } from './en-learning.js'
import { enOptions } from './en-options.js'
import { enPipeline } from './en-pipeline.js'
import { enPrivacy } from './en-privacy.js'
import { enPublishing } from './en-publishing.js'
import { enQueue } from './en-queue.js'
import { enRecord } from './en-record.js'
import { enReport } from './en-report.js'
import { enRuleCases } from './en-rule-cases.js'
import { enRuleCheck } from './en-rule-check.js'
import { enSequence } from './en-sequence.js'
import { enTable } from './en-table.js'
import { enOptionNotes, enUsage } from './en-usage.js'
import { enUser } from './en-user.js'
import { enVerify } from './en-verify.js'
import { enWebhook } from './en-webhook.js'
import { enWhy } from './en-why.js'

/** The command line in English; the other languages have the same keys, which the compiler sees to. */
export const en = {
  product: 'Sarnakh: leads in, decisions out, every one with its reasons.',
  version: 'print the version',
  help: 'show this help',
  seeHelp: 'Add --help for what can be typed here.',
  example: 'Example:',
  setDebug: 'Set SARNAKH_DEBUG=1 to see where this happened.',
  usage: enUsage,
  record: enRecord.words,
  optionNotes: enOptionNotes,
  failure: {
    perhaps: (plugins: string) => `These names are not known, perhaps only because of what is wrong with ${plugins}:`,
    more: (count: number) => `and ${count} more`,
    again: (count: number) => (count === 1 ? '… and 1 more place of this:' : `… and ${count} more places of this:`),
  },
  helpTitles: {} as Readonly<Record<string, string>>,
  groups: {
    leads: 'list and count leads',
    reports: 'list reports and send them by mail',
    lead: 'one lead',
    rules: 'check, test and publish the rule files',
    'rules table': enTable.group,
    decision: 'one decision',
    decisions: 'decisions that were made',
    plugin: 'plugins of the deployment',
    user: 'people who work here',
    key: 'keys for other programs',
    imports: enImport.group,
    queue: enQueue.group,
    ...enConversion.groups,
    ...enPipeline.groups,
    ...enRecord.groups,
    effects: enEffects.group,
    webhook: enWebhook.group,
    privacy: enPrivacy.group,
    scoring: enLearning.group,
    ...enSequence.groups,
    ...enAccess.groups,
    calendar: enCalendar.group,
  } as Readonly<Record<string, string>>,
  options: enOptions,
  commands: {
    init: { description: 'make the folder of a new deployment', example: 'sarnakh init my-client' },
    start: { description: 'run the CRM: pages, API, capture and jobs', example: 'sarnakh start --port 8080' },
    check: { description: 'check configuration, plugins, rules and fields', example: 'sarnakh check --deployment clients/acme' },
    plan: { description: 'show what `migrate` would change in the database', example: 'sarnakh plan' },
    migrate: { description: 'bring the database up to date', example: 'sarnakh migrate' },
    import: {
      description: 'import a file of leads or other records; `all` takes in the folder of `export all`',
      example: 'sarnakh import leads.csv --mapping crm-export',
    },
    report: { description: 'run a report', example: 'sarnakh report lead-conversion --param group=ownerId' },
    'reports list': { description: 'list the reports and their parameters', example: 'sarnakh reports list' },
    'reports schedule': {
      description: 'send a report by mail again and again',
      example: 'sarnakh reports schedule revenue --every month --to boss@example.com --param period=last-month',
    },
    'reports schedules': { description: 'list the scheduled reports', example: 'sarnakh reports schedules' },
    'reports pause': {
      description: 'pause a scheduled report, or let it go on',
      example: 'sarnakh reports pause 0197… --resume',
    },
    'reports unschedule': { description: 'end a scheduled report', example: 'sarnakh reports unschedule 0197…' },
    'leads list': {
      description: 'list leads',
      example: `sarnakh leads list --filter '{"all":[{"fact":"lead","path":"$.grade","operator":"equal","value":"hot"}]}'`,
    },
    'leads count': { description: 'count leads', example: 'sarnakh leads count --search tehran --json' },
    'leads rescore': {
      description: 'let the rules of now decide again about the leads that are there',
      example: 'sarnakh leads rescore --segment hot-leads',
    },
    'lead show': { description: 'show a lead and why it is where it is', example: 'sarnakh lead show 0199… --explain' },
    'lead why': enWhy.command,
    ...enPipeline.commands,
    ...enRecord.commands,
    ...enRuleCheck.commands,
    'rules verify': {
      description: 'ask the rules about the leads on both engines and tell where they differ',
      example: 'sarnakh rules verify --sample 1000',
    },
    'rules test': { description: 'run the cases beside the rule files', example: 'sarnakh rules test --coverage --mutate' },
    'rules impact': {
      description: 'show what the working rules would change about the leads',
      example: 'sarnakh rules impact --against running --format markdown',
    },
    ...enTable.commands,
    ...enPublishing.commands,
    ...enImport.commands,
    ...enQueue.commands,
    ...enConversion.commands,
    ...enEffects.commands,
    ...enWebhook.commands,
    ...enPrivacy.commands,
    ...enLearning.commands,
    ...enSequence.commands,
    ...enAccess.commands,
    ...enCalendar.commands,
    'plugin new': { description: 'begin a plugin with a passing test', example: 'sarnakh plugin new trade-fair --kind source' },
    ...enUser.commands,
    'key add': {
      description: 'make a key for another program; it is shown once',
      example: 'sarnakh key add --name "Web shop" --scope capture lead:read --expires 2027-03-21',
    },
    'key list': { description: 'list the keys', example: 'sarnakh key list --json' },
    'key revoke': { description: 'end a key at once', example: 'sarnakh key revoke 0199…' },
    doctor: { description: 'examine this installation', example: 'sarnakh doctor' },
  },
  init: {
    done: (folder: string) => `Made the deployment in ${folder}. Next:`,
  },
  start: {
    listening: (url: string) => `Sarnakh runs at ${url}`,
    setup: (url: string) => `Nobody can sign in yet. Open this once, within 30 minutes, to become the administrator:\n  ${url}`,
    onlyHere: 'Until then it listens on this machine alone; start it again afterwards.',
    setupFile: (file: string) => `The link is also in ${file}.`,
    demo: 'The database is empty: adding sample people and leads, marked as such.',
    reloaded: (digest: string) => `Rule files changed; rule set ${digest} decides now.`,
    inForceAgain: (digest: string) => `The rule files are in order and in force again; rule set ${digest} decides.`,
    refused: 'The changed rule files are not used; the last good ones go on deciding:',
    notPublished: (digest: string) => `Rule files changed (${digest}); they decide nothing until \`sarnakh rules publish\`.`,
    notWatching: (why: string) => `Changed rule files are not noticed: ${why}. Start again to load them.`,
    stopping: 'Stopping: running work is finished first.',
    stopped: 'Stopped.',
  },
  check: {
    good: (name: string) => `${name}: nothing is wrong.`,
    summary: ({ plugins, files, rules, fields }: { plugins: number; files: number; rules: number; fields: number }) =>
      `${plugins} plugins, ${files} rule files, ${rules} rules, ${fields} added fields`,
  },
  plan: {
    nothing: 'The database is up to date.',
    title: (count: number) => (count === 1 ? 'One change:' : `${count} changes:`),
    destructive: 'REMOVES DATA',
    next: 'Nothing was changed. `sarnakh migrate` does it.',
    done: (count: number) => (count === 1 ? 'One change was made.' : `${count} changes were made.`),
  },
  import: {
    mappingTaken: (mapping: string) => `Reading with the mapping "${mapping}".`,
    noRows: 'The file holds no rows.',
    effects: 'Performing what the rules asked for.',
  },
  report: enReport,
  leads: {
    count: (count: string) => `${count} leads`,
    none: 'No lead fits.',
    more: (next: string) => `There are more: --after ${next}`,
    inMemory: (comparisons: string) => `Looked at lead by lead, after the database had narrowed them down: ${comparisons}`,
    columns: {
      id: 'Id',
      name: 'Name',
      company: 'Company',
      source: 'Source',
      status: 'Status',
      score: 'Score',
      grade: 'Grade',
      createdAt: 'Came in',
    },
  },
  lead: enLead,
  ruleCheck: enRuleCheck,
  table: enTable,
  ruleCases: enRuleCases,
  rules: {
    checked: (n: { files: number; rules: number; digest: string }) => `${n.files} files, ${n.rules} rules, ${n.digest}`,
  },
  verify: enVerify,
  why: enWhy,
  calendar: enCalendar,
  impact: enImpact,
  rescore: enRescore,
  publishing: enPublishing,
  imports: enImport,
  queue: enQueue,
  conversion: enConversion,
  pipeline: enPipeline,
  effects: enEffects,
  webhook: enWebhook,
  privacy: enPrivacy,
  learning: enLearning,
  sequence: enSequence,
  access: enAccess,
  plugin: {
    done: (folder: string) => `Made ${folder} and named it in sarnakh.json. Next:`,
  },
  user: enUser,
  key: {
    added: (name: string) => `Made the key "${name}". Keep it; it is not shown again:`,
    none: 'There are no keys.',
    revoked: (name: string) => `The key "${name}" has ended.`,
    columns: { id: 'Id', name: 'Name', scopes: 'Allows', createdAt: 'Made', expiresAt: 'Ends', lastUsedAt: 'Last used' },
    never: 'never',
  },
  values: { yes: 'yes', no: 'no', comma: ', ' },
  doctor: enDoctor,
}

/** Every text of the command line, in one language. */
export type Words = typeof en
