import type { Option } from '../../model/fields.js'
import { foldForSearch } from '../../model/text/fold.js'

/** The value that people see under this label in one of the languages; undefined where none, or more than one, is called so. */
export function labelMeant(text: string, options: readonly Option[]): string | undefined {
  const wanted = foldForSearch(text)
  const called = options.filter(({ label }) => {
    return (typeof label === 'string' ? [label] : Object.values(label)).some((each) => foldForSearch(each) === wanted)
  })
  return called.length === 1 ? called[0]?.value : undefined
}
