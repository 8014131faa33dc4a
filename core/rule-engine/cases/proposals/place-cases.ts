import { applyEdits, findNodeAtLocation, parseTree } from 'jsonc-parser'
import { type SourceFile, shownPath } from '../../files/source-file.js'
import type { CasesFile } from '../case.js'
import { printJson } from './print-case.js'
import type { ProposedCase } from './proposed-case.js'

/** A file of cases as it would be with the proposed ones in it. */
export interface PlacedCases {
  readonly file: string
  readonly text: string
  readonly count: number
}

/** Where new cases may go. */
export interface CaseLayer {
  readonly name: string
  readonly folder: string
}

/**
 * Puts proposed cases beside what they are about: at the end of the file of cases in this layer, whose comments and order stay
 * as they are, or in a new file where there is none.
 */
export function placeCases(
  proposed: readonly ProposedCase[],
  { files, layer }: { readonly files: readonly SourceFile[]; readonly layer: CaseLayer },
): readonly PlacedCases[] {
  const about = [...new Set(proposed.map((each) => each.about))]
  return about.map((source) => {
    const own = proposed.filter((each) => each.about === source)
    const before = files.find((file) => file.layer === layer.name && isFor(file, source.id))
    if (before) return { file: before.file, text: appended(before.text, own), count: own.length }
    return { ...newFile(source, { files, layer }, own), count: own.length }
  })
}

function isFor({ kind, value }: SourceFile, id: string): boolean {
  return kind === 'cases' && (value as unknown as CasesFile).for[0] === id
}

/** Cases as they would stand in a file, each below the reason why it is proposed. */
export function printCases(proposed: readonly ProposedCase[]): string {
  const printed = proposed.map((each) => {
    const why = each.remarks.map((remark) => `    // ${remark.replaceAll(/\s+/g, ' ')}\n`)
    return `${why.join('')}${casesText([each])}`
  })
  return printed.join(',\n')
}

/** In the file itself the reason is left out: that a case is missing is no longer true there. */
function casesText(proposed: readonly Pick<ProposedCase, 'theCase'>[]): string {
  return proposed.map(({ theCase }) => `    ${printJson(theCase, { indent: 4, column: 4 })}`).join(',\n')
}

function appended(text: string, proposed: readonly ProposedCase[]): string {
  const tree = parseTree(text)
  const last = tree && findNodeAtLocation(tree, ['cases'])?.children?.at(-1)
  if (!last) return text
  return applyEdits(text, [{ offset: last.offset + last.length, length: 0, content: `,\n${casesText(proposed)}` }])
}

function newFile(
  source: SourceFile,
  { files, layer }: { readonly files: readonly SourceFile[]; readonly layer: CaseLayer },
  proposed: readonly ProposedCase[],
): Pick<PlacedCases, 'file' | 'text'> {
  const ids = new Set(files.filter(({ kind }) => kind === 'cases').map(({ id }) => id))
  const id =
    [source.id, `${layer.name}-${source.id}`, `${source.id}-more`].find((free) => !ids.has(free)) ?? `${source.id}-proposed`
  const folder = source.path.split('/').slice(0, -1)
  const head = `{\n  "apiVersion": "sarnakh/v1",\n  "kind": "cases",\n  "id": ${JSON.stringify(id)},\n  "for": [${JSON.stringify(source.id)}],\n  "cases": [\n`
  return {
    file: shownPath(layer.folder, [...folder, `${id}.cases.json`].join('/')),
    text: `${head}${casesText(proposed)}\n  ]\n}\n`,
  }
}
