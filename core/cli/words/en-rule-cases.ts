/** How cases, what they cover and what they let pass are told in English. */
export const enRuleCases = {
  differs: ({ what, at, expected, actual }: { what: string; at: string; expected: string; actual: string }) =>
    `${what}${at === '' ? '' : ` after ${at}`}: expected ${expected}, got ${actual}`,
  passed: (count: number) => `${count} cases passed.`,
  failed: (failed: number, count: number) => `${failed} of ${count} cases failed.`,
  options: {
    coverage: 'measure which comparisons, rows, moves and grades the cases show',
    mutate: 'try small mistakes in the rules and tell which ones no case notices',
    propose: 'write cases for what the others leave open, to be reviewed',
    write: 'add the proposed cases to the files of cases',
    threshold: 'least per cent asked for (default: 100 for --coverage, 90 for --mutate)',
  },
  playing: (done: string, of: string) => `${done} of ${of} cases`,
  trying: (done: string, of: string) => `${done} of ${of} mistakes tried`,
  seeking: (done: string, of: string) => `${done} of ${of} gaps looked at`,
  covered: (n: { percent: string; seen: string; total: string }) => `Coverage ${n.percent} %: ${n.seen} of ${n.total}`,
  noticed: (n: { percent: string; noticed: string; total: string; withoutEffect: string }) =>
    `Mutation score ${n.percent} %: ${n.noticed} of ${n.total} mistakes noticed; ${n.withoutEffect} that change nothing are not counted`,
  below: (percent: string, threshold: string) => `${percent} % is below the ${threshold} % that are asked for.`,
  file: 'File',
  share: '%',
  count: 'Of',
  proposed: (count: string) => `${count} cases to review:`,
  noProposals: 'There is nothing to propose.',
  notProposed: (count: string) => `For ${count} more no case was found; write them by hand.`,
  wrote: (file: string, count: string) => `${file}: ${count} cases added; review what they expect.`,
}
