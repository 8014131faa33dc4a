/** What a file may cost. */
export interface CsvLimits {
  readonly maxMegabytes: number
  readonly maxRows: number
  readonly maxColumns: number
  readonly maxCellKilobytes: number
}
