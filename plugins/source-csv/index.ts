import { defineConfigurablePlugin, definePlugin } from '../../core/plugin-api/index.js'
import { csvSource } from './csv-source.js'
import { rowSource } from './row-source.js'

export const sourceCsv = defineConfigurablePlugin({
  name: 'source-csv',
  label: { en: 'CSV files', fa: 'پرونده‌های CSV' },
  options: {
    maxMegabytes: { type: 'integer', default: 100, min: 1, label: { en: 'Largest file, MB', fa: 'بزرگ‌ترین پرونده، مگابایت' } },
    maxRows: { type: 'integer', default: 1_000_000, min: 1, label: { en: 'Most rows', fa: 'بیشترین سطر' } },
    maxColumns: { type: 'integer', default: 200, min: 1, max: 1_000, label: { en: 'Most columns', fa: 'بیشترین ستون' } },
    maxCellKilobytes: {
      type: 'integer',
      default: 64,
      min: 1,
      max: 1_024,
      label: { en: 'Longest cell, KB', fa: 'بلندترین خانه، کیلوبایت' },
    },
  },
  create: (limits) =>
    definePlugin({
      name: 'source-csv',
      label: { en: 'CSV files', fa: 'پرونده‌های CSV' },
      version: '1.0.0',
      api: '^1',
      leadSources: { csv: csvSource(limits), import: rowSource },
    }),
})
