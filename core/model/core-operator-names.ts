/** Names of the operators that conditions always know, so that no plugin gives another meaning to one of them. */
export const CORE_OPERATOR_NAMES = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'present',
  'sameText',
  'includesText',
  'startsWithText',
  'endsWithText',
] as const

export type CoreOperatorName = (typeof CORE_OPERATOR_NAMES)[number]
