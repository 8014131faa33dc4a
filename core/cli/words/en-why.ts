/** How it is told why a lead is as it is, in English. */
export const enWhy = {
  command: {
    description: 'say why a lead is as it is, why it is not otherwise, and what it would take',
    example: 'sarnakh lead why 0199… --grade hot',
  },
  options: {
    rule: 'ask about a rule: <file id>/<rule id>, or its id alone',
    grade: 'ask what would give the lead this grade',
    status: 'ask what would bring the lead to this status',
    score: 'ask what would bring the score to this total',
    queue: 'ask what would send the lead to this queue',
    decision: 'ask about the lead as it was in this decision, by the rules of that day',
  },
  asked: (at: string, ruleSet: string) => `As of ${at}, by the rules ${ruleSet}`,
  further: 'Or, one by one:',
}
