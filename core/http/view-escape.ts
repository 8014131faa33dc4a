const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Writes any value as text of a page or of a quoted attribute; what is missing is empty. */
export function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return ''
  return String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
