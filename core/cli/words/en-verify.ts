/** How the comparison of both rule engines is told in English. */
export const enVerify = {
  progress: (done: string, of: string) => `${done} of ${of} leads`,
  answers: { true: 'holds', false: 'does not hold', error: 'error' },
  differs: (n: { lead: string; rule: string; compiled: string; reference: string }) =>
    `Lead ${n.lead}, rule ${n.rule}: compiled ${n.compiled}; json-rules-engine ${n.reference}`,
  more: (count: string) => `and ${count} more`,
  same: (n: { leads: string; answers: string; ruleSet: string }) =>
    `${n.answers} answers about ${n.leads} leads: both engines agree on the rules ${n.ruleSet}.`,
  different: (n: { leads: string; answers: string; different: string; ruleSet: string }) =>
    `${n.different} of ${n.answers} answers about ${n.leads} leads differ on the rules ${n.ruleSet}.`,
}
