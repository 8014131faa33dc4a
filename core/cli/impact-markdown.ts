import { textIn } from '../model/text/localized-text.js'
import type { ExampleLead, Impact } from '../operations/index.js'
import { differenceLines } from './impact-differences.js'
import { type ImpactReading, type ImpactSection, impactSections, pair } from './impact-sections.js'
import { headLines } from './impact-text.js'
import type { BarPair } from './output/text-bars.js'

/** Writes an impact as a comment under a change of rules. Leads are named by id alone: a comment leaves the house, people's names do not. */
export function impactMarkdown(impact: Impact, reading: ImpactReading): string {
  const { words, reader, comma } = reading
  const { changed, unchanged } = impactSections(impact, reading)
  const [title = '', ...head] = headLines(impact, reading).map(escaped)
  const last = head.pop() ?? ''
  const actions = impact.actions.map((each) => pair(reader.action(each.value), each, reader))
  const lists = [
    list(words.automations, automationEntries(impact, reading)),
    list(
      words.shadow,
      impact.shadow.map(({ rule, leads }) => `\`${rule}\`: ${words.leads(reader.number(leads))}`),
    ),
    list(
      words.problems,
      impact.problems.map(
        ({ where, message, before, after }) =>
          `${escaped(`${where}: ${message}`)} (${reader.number(before)} → ${reader.number(after)})`,
      ),
    ),
  ]
  const blocks = [
    `### ${title}`,
    head.join('  \n'),
    `**${last}**`,
    ...changed.map(({ title: name, pairs }) => table(name, pairs, reading)),
    ...(actions.length > 0 ? [table(`${words.actions} (${words.actionsNote})`, actions, reading)] : []),
    ...lists,
    list(words.differences, differenceLines(impact, reading).map(escaped)),
    shiftBlock(changed, reading),
    changed.length > 0 && unchanged.length > 0 ? escaped(words.unchanged(unchanged.join(comma))) : '',
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function table(title: string, pairs: readonly BarPair[], { words }: ImpactReading): string {
  const rows = pairs.map(({ label, texts }) => `| ${escaped(label)} | ${texts.before} | ${texts.after} | ${texts.change} |`)
  return [`| ${escaped(title)} | ${words.before} | ${words.after} | ${words.change} |`, '|---|--:|--:|--:|', ...rows].join('\n')
}

function shiftBlock(changed: readonly ImpactSection[], { words, reader, comma }: ImpactReading): string {
  const entries = changed.flatMap(({ title, shifts }) =>
    shifts.map(({ said, leads, examples }) => {
      const ids = examples.length === 0 ? '' : `${comma}${words.examples(idsOf(examples, comma))}`
      return `- ${escaped(title)}: ${escaped(said)}: ${words.leads(reader.number(leads))}${ids}`
    }),
  )
  if (entries.length === 0) return ''
  return [`<details><summary>${words.shifts}</summary>`, '', ...entries, '', '</details>'].join('\n')
}

function automationEntries({ automations }: Impact, { words, reader, comma, language }: ImpactReading) {
  return automations.map(({ rule, title, newlyFires, noLongerHolds, examples }) => {
    const said = [
      ...(newlyFires > 0 ? [words.newlyFires(reader.number(newlyFires))] : []),
      ...(noLongerHolds > 0 ? [words.noLongerHolds(reader.number(noLongerHolds))] : []),
    ]
    return `${escaped(textIn(title, language))} (\`${rule}\`): ${said.join(comma)} (${idsOf(examples, comma)})`
  })
}

function list(title: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : [`**${title}**`, '', ...entries.map((entry) => `- ${entry}`)].join('\n')
}

const idsOf = (examples: readonly ExampleLead[], comma: string): string => examples.map(({ id }) => `\`${id}\``).join(comma)

/** Text in which no sign is taken for a form, a link or a mention. */
function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>|#~@]/g, '\\$&')
}
