import { definePlugin } from '../../core/plugin-api/index.js'
import { documentCount, documentSum } from './document-facts.js'

export const factDocuments = definePlugin({
  name: 'fact-documents',
  label: { en: 'Facts: documents', fa: 'داده‌ها: اسناد' },
  version: '1.0.0',
  api: '^1',
  facts: { documentCount, documentSum },
})
