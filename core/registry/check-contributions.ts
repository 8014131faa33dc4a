import type { CrmError } from '../errors.js'
import type { Plugin } from '../plugin-api/index.js'
import { CONTRIBUTION_KINDS, type ContributionKind, isObject, type PartTest } from './contribution-kinds.js'
import { malformed } from './plugin-mistake.js'

/** What is wrong with the contributions that a plugin gives by id. */
export function checkContributions(plugin: Plugin): readonly CrmError[] {
  const kinds = Object.keys(CONTRIBUTION_KINDS) as ContributionKind[]
  return kinds.flatMap((kind) =>
    Object.entries(plugin[kind] ?? {}).flatMap(([id, value]) =>
      mistakesIn(value, { id, ...CONTRIBUTION_KINDS[kind] }).map((mistake) => malformed(plugin.name, mistake)),
    ),
  )
}

const ID = /^[a-zA-Z][a-zA-Z0-9]*([._-][a-zA-Z0-9]+)*$/

interface Expected {
  readonly id: string
  readonly word: string
  readonly parts: Readonly<Record<string, PartTest>>
}

function mistakesIn(value: unknown, { id, word, parts }: Expected): readonly string[] {
  if (!ID.test(id)) return [`gives a ${word} with the id "${id}", which must be letters and digits, joined by "." or "-"`]
  if (isObject(value) !== undefined) return [`gives the ${word} "${id}", which must be an object`]
  const given = value as Readonly<Record<string, unknown>>
  return Object.entries(parts).flatMap(([part, test]) => {
    const wanted = test(given[part])
    return wanted === undefined ? [] : [`gives the ${word} "${id}", whose "${part}" must be ${wanted}`]
  })
}
