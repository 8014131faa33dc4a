import type { CrmError } from '../../errors.js'

/** Each mistake once, by file, line and column; what has no place comes first. */
export function inFileOrder(mistakes: readonly CrmError[]): readonly CrmError[] {
  const once = new Map(mistakes.map((mistake) => [JSON.stringify([placeOf(mistake), mistake.code, mistake.message]), mistake]))
  return [...once.values()].sort((left, right) => comparePlaces(placeOf(left), placeOf(right)))
}

type Place = readonly [file: string, line: number, column: number]

const placeOf = ({ details: { file = '', line = 0, column = 0 } }: CrmError): Place => [file, line, column]

function comparePlaces([file, line, column]: Place, [otherFile, otherLine, otherColumn]: Place): number {
  if (file !== otherFile) return file < otherFile ? -1 : 1
  return line - otherLine || column - otherColumn
}
