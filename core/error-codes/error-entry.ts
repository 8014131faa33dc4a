/** What the catalogue says of a code: the HTTP status it answers with, what happened, and the way out. */
export interface ErrorEntry {
  readonly status: number
  readonly title: { readonly en: string; readonly fa: string }
  readonly hint: { readonly en: string; readonly fa: string }
}

export type ErrorEntries = Readonly<Record<string, ErrorEntry>>
