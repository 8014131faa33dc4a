import type { Node } from 'jsonc-parser'
import { CrmError } from '../../errors.js'
import { codePoint, invisibleName } from './odd-signs.js'
import { positionOf } from './source-file.js'

/** What nobody sees in a key or a name, though it makes another one of it: a mark of direction pasted along, for example. */
export function unseenIn(node: Node, { file, text }: { readonly file: string; readonly text: string }): readonly CrmError[] {
  if (node.type !== 'string') return []
  const name = String(node.value)
  const signs = [...name].filter((sign) => invisibleName(sign) !== undefined)
  const [sign = ''] = signs
  const what = invisibleName(sign)
  const seen = [...name].filter((each) => !signs.includes(each)).join('')
  if (!what || !/^[!-~]+$/.test(seen)) return []
  const message = {
    en: `"${seen}" holds a sign that nobody sees, the ${what.en} (${codePoint(sign)}).`,
    fa: `در «${seen}» نویسه‌ای نادیدنی هست: ${what.fa} (${codePoint(sign)}).`,
  }
  const content = JSON.stringify(seen)
  const title = { en: `Write ${content} here.`, fa: `اینجا ${content} بنویسید.` }
  const fix = { title, edits: [{ offset: node.offset, length: node.length, content }] }
  return [new CrmError('FILE_SYNTAX', message, { details: { file, ...positionOf(text, node.offset), fix } })]
}
