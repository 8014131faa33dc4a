/** What the commands around reports say, in English. */
export const enReport = {
  empty: 'The report has no rows.',
  scheduled: (report: string, next: string) => `"${report}" is scheduled; it is sent next on ${next}.`,
  noSchedules: 'No report is scheduled.',
  paused: 'The schedule is paused.',
  resumed: (next: string) => `The schedule goes on; next on ${next}.`,
  removed: 'The schedule is removed.',
  columns: {
    id: 'Id',
    report: 'Report',
    every: 'Every',
    at: 'At',
    to: 'To',
    next: 'Next',
    problem: 'Problem',
    label: 'Label',
    about: 'About',
  },
  isPaused: 'paused',
}
