/** Whether a text is an id as records have it here: what was exported comes back under its own. */
export const isRecordId = (text: string): boolean => RECORD_ID.test(text)

const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
