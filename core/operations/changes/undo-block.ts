/** What keeps a change from being taken back: a field that somebody wrote since, or a record that points to one that would go. */
export interface UndoBlock {
  readonly entity: string
  readonly id: string
  readonly field: string
  readonly why: 'changed' | 'linked' | 'gone'
}
