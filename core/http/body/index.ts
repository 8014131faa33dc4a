/** From a request to its body: counted, typed, checked. Handlers read bodies through this and nothing else. */
export { FORM_LIMITS, MESSAGE_LIMITS } from './body-limits.js'
export { type FormValues, formText } from './parse-form.js'
export { parseJson } from './parse-json.js'
export { readBody, readForm, readJson } from './read-body.js'
export { readUpload, type Upload } from './read-upload.js'
