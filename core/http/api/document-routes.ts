import type { Fields } from '../../model/fields.js'
import { putDocument, type ToldDocument } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRoute, newShape, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { tellVersion } from './expected-version.js'
import { shownRecord } from './shown-record.js'

const TEXT = { type: 'string' } as const

const BODY: Fields = {
  values: {
    type: 'json',
    required: true,
    schema: { type: 'object', required: ['system', 'kind', 'externalId'], properties: {}, additionalProperties: true },
    description: `Fields of the document, as in \`${newShape('document')}\`; \`system\`, \`kind\` and \`externalId\` name it for ever.`,
  },
  about: {
    type: 'json',
    schema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: { email: TEXT, phone: TEXT, externalId: TEXT, accountExternalId: TEXT, opportunityExternalId: TEXT },
    },
    description: 'Whose it is, where the values name nobody by id: e-mail, phone, or ids of the system it came from.',
  },
}

/** Quotes, contracts, invoices, payments and tickets of other systems. */
export const documentRoutes: readonly ApiRoute[] = [
  {
    method: 'put',
    path: '/api/v1/documents',
    summary: 'Tell of a document of another system',
    description:
      'Adds it the first time and changes it afterwards, however often it is told. It follows its lead, contact or opportunity to the account.',
    permission: 'document:write',
    body: BODY,
    answer: { status: 200, description: 'The document as it is now.', schema: shape('document') },
    refusals: [409],
    async handle({ crm, actor, body, context }) {
      const put = await putDocument(crm, { actor, told: body as unknown as ToldDocument })
      if (isRefusal(put)) throw changeRefused(put)
      return shownRecord(crm.fields.document, tellVersion(context, put.document))
    },
  },
]
