/** Ids that count up and look like UUIDv7, so that a test can name them; the prefix tells two CRMs on one database apart. */
export function fixedIds(prefix = '01900000'): () => string {
  let count = 0
  return () => {
    count += 1
    return `${prefix}-0000-7000-8000-${String(count).padStart(12, '0')}`
  }
}
