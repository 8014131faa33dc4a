import { formatPercent } from '../model/text/format-number.js'
import { textIn } from '../model/text/localized-text.js'
import type { ExampleLead, Impact } from '../operations/index.js'
import { differenceLines } from './impact-differences.js'
import { type ImpactReading, type ImpactSection, impactSections, pair } from './impact-sections.js'
import { plainText } from './output/plain-text.js'
import { textBars } from './output/text-bars.js'

/** Tells an impact to somebody at a terminal, with bars where numbers are compared. */
export function impactText(impact: Impact, reading: ImpactReading): string {
  const { words, reader, comma } = reading
  const { changed, unchanged } = impactSections(impact, reading)
  const lines = [
    ...headLines(impact, reading),
    ...changed.flatMap((section) => sectionLines(section, reading)),
    ...automationLines(impact, reading),
    ...barLines(
      `${words.actions} (${words.actionsNote})`,
      impact.actions.map((each) => pair(reader.action(each.value), each, reader)),
      reading,
    ),
    ...listLines(
      words.shadow,
      impact.shadow.map(({ rule, leads }) => `${rule}: ${words.leads(reader.number(leads))}`),
    ),
    ...listLines(
      words.problems,
      impact.problems.map(
        ({ where, message, before, after }) => `${where}: ${message} (${reader.number(before)} → ${reader.number(after)})`,
      ),
    ),
    ...listLines(words.differences, differenceLines(impact, reading)),
    ...(changed.length > 0 && unchanged.length > 0 ? ['', words.unchanged(unchanged.join(comma))] : []),
  ]
  return lines.join('\n')
}

/** What was compared, over which leads, and how many would change. */
export function headLines(impact: Impact, { words, reader, language }: ImpactReading): readonly string[] {
  const { leads, unknown, changed } = impact
  const share = formatPercent(leads.asked === 0 ? 0 : changed / leads.asked, language)
  return [
    words.title(impact.after),
    words.against(impact.before, reader.number(leads.asked)),
    ...(leads.closed > 0 ? [words.closed(reader.number(leads.closed))] : []),
    ...(impact.isPast ? [words.asOf(reader.instant(impact.at))] : []),
    ...(leads.isComplete ? [] : [words.partly(reader.number(leads.asked), reader.number(leads.of))]),
    ...(unknown > 0 ? [words.unknown(reader.number(unknown))] : []),
    changed === 0 ? words.nothing : words.changed(reader.number(changed), share),
  ]
}

function sectionLines({ title, pairs, shifts }: ImpactSection, reading: ImpactReading): readonly string[] {
  const { words, reader } = reading
  const said = shifts.map(
    (shift) => `  ${shift.said}: ${words.leads(reader.number(shift.leads))}${examplesOf(shift.examples, reading)}`,
  )
  return [...barLines(title, pairs, reading), ...said.map(plainText)]
}

function barLines(title: string, pairs: ImpactSection['pairs'], { words }: ImpactReading): readonly string[] {
  if (pairs.length === 0) return []
  return ['', title, ...textBars(pairs, { before: words.before, after: words.after }).map((line) => `  ${line}`)]
}

function automationLines({ automations }: Impact, reading: ImpactReading): readonly string[] {
  const { words, reader, language } = reading
  const said = automations.map(({ rule, title, newlyFires, noLongerHolds, examples }) => {
    const fires = newlyFires > 0 ? [words.newlyFires(reader.number(newlyFires))] : []
    const ends = noLongerHolds > 0 ? [words.noLongerHolds(reader.number(noLongerHolds))] : []
    return `${textIn(title, language)} (${rule}): ${[...fires, ...ends].join(reading.comma)}${examplesOf(examples, reading)}`
  })
  return listLines(words.automations, said)
}

function listLines(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : ['', title, ...entries.map((entry) => `  ${plainText(entry)}`)]
}

function examplesOf(examples: readonly ExampleLead[], { words, comma }: ImpactReading): string {
  if (examples.length === 0) return ''
  const names = examples.map(({ id, name }) => (name === undefined ? id : `${name} (${id})`))
  return `${comma}${words.examples(names.join(comma))}`
}
