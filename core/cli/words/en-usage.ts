/** What is said of a command that was typed wrongly, and what help adds to an option, in English. */
export const enUsage = {
  missingArgument: ([name = '']: readonly string[]) => `error: missing required argument '${name}'`,
  missingOption: ([option = '']: readonly string[]) => `error: required option '${option}' is missing`,
  missingValue: ([option = '']: readonly string[]) => `error: option '${option}' argument missing`,
  unknownOption: ([option = '']: readonly string[]) => `error: unknown option '${option}'`,
  unknownCommand: ([command = '']: readonly string[]) => `error: unknown command '${command}'`,
  tooMany: ([command = '', expected = '', got = '']: readonly string[]) =>
    `error: too many arguments for '${command}': it takes ${expected}, and ${got} were typed`,
  notAllowed: ([option = '', value = '', choices = '']: readonly string[]) =>
    `error: option '${option}' argument '${value}' is invalid. Allowed choices are ${choices}.`,
  suggestion: ([name = '']: readonly string[]) => `(Did you mean ${name}?)`,
}

/** What help says of an option beside its description. */
export const enOptionNotes = {
  choices: (values: string) => `choices: ${values}`,
  byDefault: (value: string) => `default: ${value}`,
}
