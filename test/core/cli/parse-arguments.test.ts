import { expect, test } from 'vitest'
import { parseCount } from '../../../core/cli/parse-arguments.js'

test.each(['', 'many', '1.5', '-1', '70000'])('"%s" is no port, and the message names the option', (text) => {
  expect(() => parseCount('--port', text, { min: 0, max: 65_535 })).toThrowError(
    expect.objectContaining({ code: 'CLI_ARGUMENT_INVALID', message: expect.stringContaining('--port') }),
  )
})
