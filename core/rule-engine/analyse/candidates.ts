import type { ValueDomain } from './value-domain.js'

/** Values worth trying for one variable. */
export interface Candidates {
  /** Mentioned values first, then their neighbours, then others, missing last. */
  readonly values: readonly unknown[]
  /** Whether every value there is behaves like one of these. */
  readonly exact: boolean
}

const DAY_MS = 86_400_000
/** Up to so many mentioned elements every list of them is tried. */
const MOST_ELEMENTS = 4

/**
 * Makes candidates from the values that comparisons mention. `reach` says how many variables are compared with each other:
 * so many neighbours are needed to put them in any order.
 */
export function candidatesOf(
  mentioned: readonly unknown[],
  { domain, reach = 1 }: { readonly domain: ValueDomain; readonly reach?: number },
): Candidates {
  const { values, exact } = present(mentioned, { domain, reach })
  const list = [...new Set(values)]
  return { values: domain.mayBeMissing ? [...list, undefined] : list, exact }
}

interface Wish {
  readonly domain: ValueDomain
  readonly reach: number
}

function present(mentioned: readonly unknown[], { domain, reach }: Wish): Candidates {
  if (domain.kind === 'number') return { values: numbers(mentioned.filter(isNumber), { domain, reach }), exact: true }
  if (domain.kind === 'day') return { values: days(mentioned.filter(isText), reach), exact: true }
  if (domain.kind === 'boolean') return { values: [true, false], exact: true }
  if (domain.kind === 'list') return lists(mentioned, domain.options ?? [])
  if (domain.kind === 'text') return { values: texts(mentioned, domain, reach), exact: true }
  const found = mentioned.filter(isNumber)
  return { values: [...mentioned, ...(found.length > 0 ? numbers(found, { domain, reach }) : []), 'other'], exact: false }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown): value is string => typeof value === 'string'

function numbers(mentioned: readonly number[], { domain, reach }: Wish): number[] {
  const { min = -Infinity, max = Infinity, sample } = domain
  const step = domain.step ?? stepOf(mentioned)
  const thresholds = mentioned.length > 0 ? mentioned : [isNumber(sample) ? sample : Math.max(min, Math.min(max, 1))]
  const round = (value: number) => (domain.step === undefined ? tidy(value) : Math.round(value / step) * step)
  const around = thresholds.flatMap((value) => neighbours(value, { step, reach, whole: domain.step !== undefined }))
  const sorted = [...new Set([...thresholds, ...around])].sort((left, right) => left - right)
  const between = sorted.slice(1).map((value, index) => round((value + (sorted[index] ?? value)) / 2))
  const ends = [min, max].filter(Number.isFinite)
  const fits = (value: number) => value >= min && value <= max && (domain.step === undefined || Number.isInteger(value / step))
  return [...thresholds, ...around, ...between, ...ends].filter(fits)
}

function neighbours(value: number, { step, reach, whole }: { step: number; reach: number; whole: boolean }): number[] {
  const base = whole ? [Math.floor(value / step) * step, Math.ceil(value / step) * step] : [value]
  const distances = Array.from({ length: reach }, (_, index) => (index + 1) * step)
  return [...base, ...distances.flatMap((distance) => base.flatMap((at) => [tidy(at + distance), tidy(at - distance)]))]
}

/** One unit of the last decimal that somebody wrote. */
function stepOf(values: readonly number[]): number {
  const decimals = Math.max(0, ...values.map((value) => (String(value).split('.')[1] ?? '').length))
  return 10 ** -Math.min(decimals, 6)
}

const tidy = (value: number): number => Number(value.toPrecision(15))

function days(mentioned: readonly string[], reach: number): string[] {
  const known = mentioned.filter((day) => !Number.isNaN(Date.parse(day)))
  const thresholds = known.length > 0 ? known : ['2026-03-01']
  const moved = (day: string, by: number) => new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10)
  const distances = Array.from({ length: reach }, (_, index) => index + 1)
  return [...thresholds, ...thresholds.flatMap((day) => distances.flatMap((by) => [moved(day, by), moved(day, -by)]))]
}

function texts(mentioned: readonly unknown[], { options, sample }: ValueDomain, reach: number): unknown[] {
  if (options)
    return [...mentioned.filter((value) => options.includes(value)), ...options.filter((value) => !mentioned.includes(value))]
  const fresh = Array.from({ length: reach }, (_, index) => unheard(mentioned, sample, index))
  return [...mentioned.filter(isText), ...fresh]
}

/** A text of the right form that no comparison mentions. */
function unheard(mentioned: readonly unknown[], sample: unknown, index: number): string {
  const base = typeof sample === 'string' ? sample : 'other'
  const form = (count: number) => (count === 0 ? base : base.includes('@') ? `${count}-${base}` : `${base}${count}`)
  let count = index
  while (mentioned.includes(form(count))) count += 1
  return form(count)
}

function lists(mentioned: readonly unknown[], options: readonly unknown[]): Candidates {
  const elements = [...new Set(mentioned)].filter((value) => options.length === 0 || options.includes(value))
  const fresh = options.length > 0 ? options.find((value) => !elements.includes(value)) : 'other'
  const few = elements.length <= MOST_ELEMENTS
  const chosen = few
    ? subsets(elements)
    : [[], elements, ...elements.map((one) => [one]), ...elements.map((one) => elements.filter((it) => it !== one))]
  const sorted = chosen.toSorted((left, right) => (left.length === 0 ? 1 : right.length === 0 ? -1 : left.length - right.length))
  return { values: [...sorted, ...(fresh === undefined ? [] : sorted.map((list) => [...list, fresh]))], exact: few }
}

function subsets(elements: readonly unknown[]): (readonly unknown[])[] {
  const places = elements.map((_, place) => 2 ** place)
  return Array.from({ length: 2 ** elements.length }, (_, mask) =>
    elements.filter((__, place) => (mask & (places[place] ?? 0)) > 0),
  )
}
