/** Lines around a change that are shown with it. */
const CONTEXT = 3
/** Above this many pairs of lines the middle is told as replaced whole; comparing it would take long. */
const MOST_PAIRS = 4_000_000

/**
 * Tells how one text became another, in the form of a unified diff without its heading: lines that begin with a space, `-` or `+`,
 * below `@@ -from,count +from,count @@`. Equal texts give no lines.
 * @example lineDiff('a\nb', 'a\nc') // ['@@ -1,2 +1,2 @@', ' a', '-b', '+c']
 */
export function lineDiff(before: string, after: string): readonly string[] {
  if (before === after) return []
  return hunks(edits(linesOf(before), linesOf(after)))
}

/** A text that is not there has no lines; a file that ends in a line break has none after it. */
function linesOf(text: string): readonly string[] {
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

interface Edit {
  readonly sign: ' ' | '-' | '+'
  readonly line: string
}

function edits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const head = sharedLength(before, after)
  const tail = sharedLength(before.slice(head).reverse(), after.slice(head).reverse())
  const same = (line: string): Edit => ({ sign: ' ', line })
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ]
}

function sharedLength(one: readonly string[], other: readonly string[]): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1
  return length
}

/** The longest common subsequence, by a table of lengths from the end. */
function middle(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const width = after.length + 1
  if (before.length * after.length > MOST_PAIRS) return replaced(before, after)
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (left: number, right: number) => lengths[left * width + right] ?? 0
  for (let left = before.length - 1; left >= 0; left -= 1)
    for (let right = after.length - 1; right >= 0; right -= 1)
      lengths[left * width + right] =
        before[left] === after[right] ? at(left + 1, right + 1) + 1 : Math.max(at(left + 1, right), at(left, right + 1))
  const found: Edit[] = []
  let left = 0
  let right = 0
  while (left < before.length && right < after.length) {
    if (before[left] === after[right]) {
      found.push({ sign: ' ', line: before[left] ?? '' })
      left += 1
      right += 1
    } else if (at(left + 1, right) >= at(left, right + 1)) found.push({ sign: '-', line: before[left++] ?? '' })
    else found.push({ sign: '+', line: after[right++] ?? '' })
  }
  return [...found, ...replaced(before.slice(left), after.slice(right))]
}

function replaced(before: readonly string[], after: readonly string[]): readonly Edit[] {
  return [...before.map((line): Edit => ({ sign: '-', line })), ...after.map((line): Edit => ({ sign: '+', line }))]
}

/** Changes with the lines around them; two that are close share one heading. */
function hunks(all: readonly Edit[]): readonly string[] {
  const shown = new Set<number>()
  all.forEach(({ sign }, place) => {
    if (sign === ' ') return
    for (let near = place - CONTEXT; near <= place + CONTEXT; near += 1) if (all[near]) shown.add(near)
  })
  const lines: string[] = []
  let old = 1
  let fresh = 1
  for (let place = 0; place < all.length; place += 1) {
    if (shown.has(place) && !shown.has(place - 1)) lines.push(heading(all, shown, { place, old, fresh }))
    const edit = all[place]
    if (edit && shown.has(place)) lines.push(edit.sign + edit.line)
    if (edit?.sign !== '+') old += 1
    if (edit?.sign !== '-') fresh += 1
  }
  return lines
}

function heading(
  all: readonly Edit[],
  shown: ReadonlySet<number>,
  { place, old, fresh }: { readonly place: number; readonly old: number; readonly fresh: number },
): string {
  let end = place
  while (shown.has(end)) end += 1
  const hunk = all.slice(place, end)
  const counted = (from: number, count: number) => `${count === 0 ? from - 1 : from},${count}`
  const olds = hunk.filter(({ sign }) => sign !== '+').length
  const news = hunk.filter(({ sign }) => sign !== '-').length
  return `@@ -${counted(old, olds)} +${counted(fresh, news)} @@`
}
