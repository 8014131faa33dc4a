import type { ExplainedLead } from '../operations/index.js'
import type { DescribedWay, WhyPart, WhyReason } from '../rule-engine/index.js'
import type { Words } from './words/index.js'

interface Telling {
  readonly words: Words['why']
  number(value: number): string
  instant(ms: number): string
}

/** Tells why a lead is as it is, or what it would take, line by line. */
export function describeWhy({ headline, parts, way, byHand, at, ruleSet }: ExplainedLead, telling: Telling): readonly string[] {
  return [
    headline,
    ...parts.flatMap((part) => partLines(part, { headline, telling })),
    ...(way ? wayLines(way, telling) : []),
    ...(byHand === undefined ? [] : ['', byHand]),
    '',
    telling.words.asked(telling.instant(at), ruleSet),
  ]
}

function partLines(part: WhyPart, { headline, telling }: { readonly headline: string; readonly telling: Telling }) {
  const lines = [...(part.sentence === headline ? [] : [part.sentence]), ...reasonLines(part, telling)]
  return lines.length === 0 ? [] : ['', ...lines]
}

const reasonLines = ({ reasons }: WhyPart, telling: Telling): readonly string[] =>
  reasons.flatMap((reason) => [
    `  ${mark(reason, telling)} ${reason.title}${reason.file === undefined ? '' : `  [${reason.file}:${reason.line}]`}`,
    ...(reason.note === undefined ? [] : [`         ${reason.note}`]),
    ...reason.leaves
      .filter(({ spare }) => !spare)
      .map(
        ({ holds, sentence, within }) => `         ${holds ? '✓' : '✗'} ${within === undefined ? '' : `${within}: `}${sentence}`,
      ),
  ])

/** Points where there are some, otherwise whether the rule counted. */
function mark({ points, counted }: WhyReason, telling: Telling): string {
  return points === undefined ? (counted ? '✓' : '✗').padStart(6) : signed(points, telling)
}

function wayLines({ sentence, steps, gains, result, byItself, lifts }: DescribedWay, telling: Telling): readonly string[] {
  const { words } = telling
  const others = steps.length > 0 ? [] : lifts
  return [
    ...(sentence === '' ? [] : ['', sentence]),
    ...steps.map((step) => `  - ${step.sentence}`),
    ...(steps.length > 0 ? gains.map((gain) => `  ${signed(gain.points, telling)} ${gain.title}`) : []),
    ...(result === undefined ? [] : [result]),
    ...(others.length > 0 ? ['', words.further] : []),
    ...others.map((lift) => `  ${signed(lift.points, telling)} ${lift.sentence}`),
    ...(byItself ? ['', byItself.sentence] : []),
  ]
}

function signed(points: number, { number }: Telling): string {
  return `${points < 0 ? '−' : '+'}${number(Math.abs(Math.round(points * 100) / 100))}`.padStart(6)
}
