import { appendFileSync } from 'node:fs'

/** Places on the way of a lead at which a fault test can end the process; the list is closed, so that a sweep cannot shrink unseen. */
export const FAIL_POINTS = [
  'capture.before-journal',
  'capture.after-journal',
  'intake.after-claim',
  'intake.after-gather',
  'intake.after-decide',
  'intake.before-commit',
  'intake.after-commit',
  'act.after-claim',
  'act.after-perform',
  'act.after-complete',
  'timer.before-decide',
  'timer.after-commit',
] as const

/** Places around changes that are made together: all of each is there afterwards, or nothing. */
export const CHANGE_FAIL_POINTS = [
  'conversion.before-commit',
  'conversion.after-commit',
  'merge.before-commit',
  'merge.after-commit',
  'undo.before-commit',
  'undo.after-commit',
] as const

/** Places on the way of an erasure: one that was ended at any of them is finished by doing it again. */
export const ERASE_FAIL_POINTS = ['erase.before-commit', 'erase.after-commit'] as const

export type FailPoint = (typeof FAIL_POINTS)[number] | (typeof CHANGE_FAIL_POINTS)[number] | (typeof ERASE_FAIL_POINTS)[number]

const target = parse(process.env['SARNAKH_FAILPOINT'])
let passes = 0

/** Does nothing, unless SARNAKH_FAILPOINT is `<name>@<n>`: then the process is killed at the n-th pass, without a chance to tidy up. */
export function failpoint(name: FailPoint): void {
  if (target?.name !== name) return
  passes += 1
  if (passes !== target.pass) return
  const witness = process.env['SARNAKH_FAILPOINT_WITNESS']
  if (witness) appendFileSync(witness, `${name}@${passes}\n`)
  process.kill(process.pid, 'SIGKILL')
}

function parse(text: string | undefined): { name: string; pass: number } | undefined {
  const [name, pass] = text?.split('@') ?? []
  return name ? { name, pass: Number(pass ?? 1) } : undefined
}
