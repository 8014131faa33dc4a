import { definePlugin } from '../../core/plugin-api/index.js'
import { conversionBySource } from './conversion-by-source.js'

export const reportConversionBySource = definePlugin({
  name: 'report-conversion-by-source',
  label: { en: 'Report: conversion by source', fa: 'گزارش تبدیل به تفکیک منبع' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'conversion-by-source': conversionBySource },
})
