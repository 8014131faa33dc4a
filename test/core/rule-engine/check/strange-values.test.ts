import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser'
import { expect, test } from 'vitest'
import type { CrmError } from '../../../../core/errors.js'
import { rereadFiles } from '../../../../core/rule-engine/files/reread-files.js'
import {
  declaredFields,
  lintRules,
  type RuleReading,
  readLayers,
  type SourceFile,
  tryRuleSet,
} from '../../../../core/rule-engine/index.js'
import { vocabularyWith } from '../../../rules/base-vocabulary.js'
import { baseLayer } from '../../../rules/examine-layers.js'

const STRANGE: readonly unknown[] = [null, {}, [], 'x', 5, true]

const reading = await readLayers([baseLayer])

/** A map where a list is wanted, and nothing where anything is, everywhere; of the others one in turn. */
const strangeAt = (index: number, { type }: Node): readonly unknown[] =>
  STRANGE.filter((_, place) => place === index % STRANGE.length || (place < 2 && (type === 'array' || type === 'object')))

interface Place {
  readonly file: SourceFile
  readonly path: JSONPath
  readonly node: Node
  readonly name: string
}

/** Each place that files of a kind have, once: the third rule of a list is built as the first. */
function placesIn(files: readonly SourceFile[]): readonly Place[] {
  const places = new Map<string, Place>()
  const visit = (file: SourceFile, node: Node, path: JSONPath): void => {
    const name = [file.kind, ...path.map((part) => (typeof part === 'number' ? '*' : part))].join('.')
    if (!places.has(name)) places.set(name, { file, path, node, name })
    for (const [index, child] of (node.children ?? []).entries()) {
      if (node.type === 'array') visit(file, child, [...path, index])
      const [key, value] = node.type === 'object' ? (child.children ?? []) : []
      if (key && value) visit(file, value, [...path, String(key.value)])
    }
  }
  for (const file of files) visit(file, file.tree, [])
  return [...places.values()]
}

/** Everything that is found when a file has this text instead of its own. */
function foundWith(file: SourceFile, text: string): readonly CrmError[] {
  const reread = rereadFiles([{ ...file, text }])
  if (!Array.isArray(reread)) return 'errors' in reread ? reread.errors : []
  const files = reading.files.map((each) => (each === file ? (reread[0] as SourceFile) : each))
  const { fields, mistakes, broken } = declaredFields(files)
  const all: RuleReading = { ...reading, files, broken, mistakes }
  const tried = tryRuleSet(all, vocabularyWith(fields))
  return [...tried.mistakes, ...(tried.ruleSet ? lintRules(files, tried.ruleSet, { now: 0, budget: 100_000 }) : [])]
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)
const isScalar = (value: unknown): boolean => value !== null && typeof value !== 'object'

/** Places where a value of any type may stand, and those where more than one type of scalar may. */
const FREE = /\.(value|values|params|facts|lead|given|expect|details|set|default|touch|week|effective)(\.|$)|^cases\./
const LOOSE = /\.label$|^mapping\.activities\.\*\.(direction|outcome)$|\.oneOf\.\*$|\.title$|^mapping\.fields\.|\.rows\.\*\.\w+$/

/** What a mapping reads a value as: any single value, or none. */
const TRANSLATED = /^mapping\..*\.map\.[^.]+$/
const isFree = (name: string, value: unknown): boolean =>
  FREE.test(name) || (isScalar(value) && (LOOSE.test(name) || TRANSLATED.test(name))) || (value === null && TRANSLATED.test(name))

test('a strange value anywhere in a shipped rule file is told at its place, and nothing breaks', () => {
  const untold: string[] = []
  for (const [index, { file, path, node, name }] of placesIn(reading.files).entries()) {
    for (const value of strangeAt(index, node)) {
      const text = `${file.text.slice(0, node.offset)}${JSON.stringify(value)}${file.text.slice(node.offset + node.length)}`
      const found = foundWith(file, text)
      if (typeOf(value) === node.type || isFree(name, value)) continue
      const around = [0, 1, 2].map((levels) => findNodeAtLocation(file.tree, path.slice(0, Math.max(0, path.length - levels))))
      const lines = around.map((each) => file.text.slice(0, each?.offset ?? 0).split('\n').length)
      const isTold = found.some(({ details }) => details.line === undefined || lines.includes(details.line))
      if (!isTold) untold.push(`${name} = ${JSON.stringify(value)}: ${found.map(({ message }) => message).join()}`)
    }
  }
  expect(untold).toEqual([])
}, 120_000)
