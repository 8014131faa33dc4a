import { definePlugin } from '../../core/plugin-api/index.js'
import { attributionBy } from './attribution.js'

export const reportAttribution = definePlugin({
  name: 'report-attribution',
  label: { en: 'Report: attribution', fa: 'گزارش نسبت‌دهی فروش به کانال‌ها' },
  version: '1.0.0',
  api: '^1',
  reportTypes: {
    'attribution-first': attributionBy('first', {
      label: { en: 'Attribution: first touch', fa: 'نسبت‌دهی: نخستین تماس' },
      description: {
        en: 'Won revenue by the channel through which a customer was first seen.',
        fa: 'درآمد فروش به تفکیک کانالی که مشتری نخست از راه آن آمد.',
      },
    }),
    'attribution-last': attributionBy('last', {
      label: { en: 'Attribution: last touch', fa: 'نسبت‌دهی: واپسین تماس' },
      description: {
        en: 'Won revenue by the channel through which a customer was last seen before buying.',
        fa: 'درآمد فروش به تفکیک کانالی که مشتری پیش از خرید واپسین بار از راه آن آمد.',
      },
    }),
    'attribution-linear': attributionBy('linear', {
      label: { en: 'Attribution: linear', fa: 'نسبت‌دهی: یکسان' },
      description: {
        en: 'Won revenue shared out equally among all touches before a sale.',
        fa: 'درآمد هر فروش، یکسان میان همهٔ تماس‌های پیش از آن.',
      },
    }),
    'attribution-position': attributionBy('position', {
      label: { en: 'Attribution: position based', fa: 'نسبت‌دهی: بر پایهٔ جایگاه' },
      description: {
        en: 'Two fifths of a sale for the first touch, two fifths for the last one, one fifth for those between them.',
        fa: 'دو پنجم هر فروش برای نخستین تماس، دو پنجم برای واپسین، و یک پنجم برای آن‌هایی که در میان‌اند.',
      },
    }),
  },
})
