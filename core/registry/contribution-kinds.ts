import { parseEvery } from '../model/calendar/duration.js'
import type { Contributions } from './registry.js'

/** Answers what a part must be, where it is not that. */
export type PartTest = (value: unknown) => string | undefined

export const isMethod: PartTest = (value) => (typeof value === 'function' ? undefined : 'a method')

export const isObject: PartTest = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'an object'

export const isText: PartTest = (value) =>
  typeof value === 'string' || (isObject(value) === undefined && typeof (value as { en?: unknown }).en === 'string')
    ? undefined
    : 'a text, or an object that has one in "en"'

export const isListOfTexts: PartTest = (value) =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? undefined : 'a list of texts'

const isInterval: PartTest = (value) =>
  typeof value === 'string' && parseEvery(value) !== undefined ? undefined : 'an interval such as "30s", "5m", "2h" or "1d"'

/** The kinds that plugins give by id: what one is called, and the parts it cannot be without. */
export const CONTRIBUTION_KINDS = {
  leadSources: { word: 'lead source', parts: { label: isText, parse: isMethod } },
  scoringModels: { word: 'scoring model', parts: { label: isText, score: isMethod } },
  assignmentStrategies: { word: 'assignment strategy', parts: { label: isText, choose: isMethod } },
  assignmentFilters: { word: 'assignment filter', parts: { label: isText, leaveOut: isMethod } },
  assignmentRanks: { word: 'assignment rank', parts: { label: isText, rank: isMethod, leaveOut: isMethod } },
  reportTypes: { word: 'report type', parts: { label: isText, columns: isObject, run: isMethod } },
  actions: { word: 'action', parts: { label: isText, perform: isMethod } },
  facts: { word: 'fact', parts: { label: isText, value: isObject, load: isMethod } },
  operators: { word: 'operator', parts: { label: isText, test: isMethod } },
  jobs: { word: 'job', parts: { every: isInterval, run: isMethod } },
  adminPages: { word: 'admin page', parts: { title: isText, load: isMethod } },
  personalData: { word: 'personal data', parts: { label: isText, export: isMethod, erase: isMethod } },
} as const satisfies Readonly<
  Record<ContributionKind, { readonly word: string; readonly parts: Readonly<Record<string, PartTest>> }>
>

export type ContributionKind = Exclude<keyof Contributions, 'fields' | 'migrations'>
