import { defineEntity, type RecordOf } from '../entity.js'

/** A page that a visitor looked at before anybody knew who it was. */
export const pageView = defineEntity({
  name: 'pageView',
  label: { en: 'Page view', fa: 'بازدید صفحه' },
  labelPlural: { en: 'Page views', fa: 'بازدیدهای صفحه' },
  fields: {
    visitorId: { type: 'reference', entity: 'visitor', label: { en: 'Visitor', fa: 'بازدیدکننده' }, required: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    page: { type: 'string', label: { en: 'Page', fa: 'صفحه' }, required: true, personal: true },
    title: { type: 'string', label: { en: 'Title', fa: 'عنوان' } },
    /** UTM, click id and referrer of this very view, where it had any. */
    marks: { type: 'json', label: { en: 'Came by', fa: 'از راه' }, personal: true },
  },
  indexes: [['visitorId', 'at']],
})

export type PageView = RecordOf<typeof pageView>
