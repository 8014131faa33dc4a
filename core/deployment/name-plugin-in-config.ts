import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyEdits, modify, parse } from 'jsonc-parser'
import { CONFIG_FILE } from './read-config.js'

/** Adds a plugin to a deployment's configuration; comments, order and everything else stay as they are. */
export async function namePluginInConfig(folder: string, use: string): Promise<void> {
  const file = join(folder, CONFIG_FILE)
  const text = await readFile(file, 'utf8')
  const { plugins } = parse(text) as { readonly plugins?: readonly unknown[] }
  const path = plugins ? ['plugins', plugins.length] : ['plugins']
  const edits = modify(text, path, plugins ? use : ['built-in', use], {
    formattingOptions: { insertSpaces: true, tabSize: 2 },
    isArrayInsertion: plugins !== undefined,
  })
  await writeFile(file, applyEdits(text, edits))
}
