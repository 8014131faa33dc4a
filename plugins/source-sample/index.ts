import { defineConfigurablePlugin, definePlugin } from '../../core/plugin-api/index.js'
import { sampleSource } from './sample-source.js'

/** Takes its seed as an option without a default, so that it is loaded only where a deployment names it. */
export const sourceSample = defineConfigurablePlugin({
  name: 'source-sample',
  label: { en: 'Sample leads', fa: 'سرنخ‌های نمونه' },
  options: {
    seed: { type: 'integer', required: true, label: { en: 'Another number gives other people', fa: 'عدد دیگر، آدم‌های دیگر' } },
  },
  create: ({ seed }) =>
    definePlugin({
      name: 'source-sample',
      label: { en: 'Sample leads', fa: 'سرنخ‌های نمونه' },
      version: '1.0.0',
      api: '^1',
      fields: { lead: { sample: { type: 'boolean', label: { en: 'Sample', fa: 'نمونه' }, indexed: true } } },
      leadSources: { sample: sampleSource(seed) },
    }),
})
