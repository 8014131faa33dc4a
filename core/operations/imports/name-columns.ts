import type { FieldDeclaration, Fields } from '../../model/fields.js'
import type { ImportEntity } from '../../model/import-fields.js'
import { foldForSearch } from '../../model/text/fold.js'

/**
 * Which columns are called like which field: by its name or label in any language first, then by another usual word.
 * A column and a field stand in one pair at most; the answer is in the order of the columns.
 */
export function pairByName(
  columns: readonly string[],
  { entity, fields }: { entity: ImportEntity; fields: Fields },
): readonly (readonly [field: string, column: string])[] {
  const fieldOf = new Map<string, string>()
  const taken = new Set<string>()
  for (const namesOf of [ownNames, (field: string) => otherWords(entity, field)]) {
    for (const column of columns) {
      if (fieldOf.has(column)) continue
      const [field] =
        Object.entries(fields).find(([name, one]) => !taken.has(name) && namesOf(name, one).includes(plainWords(column))) ?? []
      if (field === undefined) continue
      taken.add(field)
      fieldOf.set(column, field)
    }
  }
  return columns.flatMap((column) => {
    const field = fieldOf.get(column)
    return field === undefined ? [] : [[field, column] as const]
  })
}

/** A name in small letters with single spaces: `salesAgent`, `sales_agent` and `Sales Agent` are one. */
export const plainWords = (text: string): string =>
  foldForSearch(text.replaceAll(/([a-z])([A-Z])/g, '$1 $2'))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function ownNames(field: string, { label = field }: FieldDeclaration): readonly string[] {
  const labels = typeof label === 'string' ? [label] : Object.values(label)
  return [field, field.replace(/Id$/, ''), ...labels].map(plainWords)
}

const otherWords = (entity: ImportEntity, field: string): readonly string[] =>
  [...(OF_ENTITY[entity]?.[field] ?? []), ...(OTHER_WORDS[field] ?? [])].map(plainWords)

type Words = Readonly<Record<string, readonly string[]>>

/** Words that mean a field of one entity and another one elsewhere. */
const OF_ENTITY: { readonly [E in ImportEntity]?: Words } = {
  lead: {
    name: ['full name', 'lead name', 'contact name', 'person', 'نام کامل', 'نام و نام خانوادگی'],
    company: ['account', 'account name'],
    externalId: ['prospect id', 'lead id', 'lead number'],
    source: ['lead source', 'origin', 'lead origin', 'منبع سرنخ'],
    status: ['lead status', 'lead stage'],
    createdAt: ['created', 'created on', 'created date', 'create date', 'date', 'تاریخ', 'تاریخ ایجاد'],
  },
  contact: { name: ['full name', 'contact name', 'person', 'نام کامل', 'نام و نام خانوادگی'], externalId: ['contact id'] },
  account: {
    name: ['account', 'account name', 'company', 'company name', 'organisation', 'organization', 'customer', 'شرکت', 'نام شرکت'],
    externalId: ['account id', 'customer id'],
    country: ['office location', 'location'],
  },
  opportunity: {
    name: ['opportunity', 'opportunity name', 'deal', 'deal name', 'topic'],
    externalId: ['opportunity id', 'deal id'],
    closedAt: ['closed on', 'closed date'],
  },
  product: { name: ['product', 'product name', 'نام محصول'], code: ['sku', 'product code', 'product id'] },
  user: { name: ['full name', 'sales agent', 'sales rep', 'salesperson', 'employee', 'نام کامل'] },
  campaign: { name: ['campaign', 'campaign name'] },
  team: { name: ['team', 'team name'] },
}

const OTHER_WORDS: Words = {
  email: ['mail', 'email address', 'e mail address', 'work email', 'پست الکترونیک', 'رایانامه'],
  phone: ['mobile', 'mobile phone', 'phone number', 'telephone', 'cell', 'tel', 'موبایل', 'شماره تماس', 'تلفن همراه'],
  externalId: ['external id', 'record id'],
  company: ['organisation', 'organization', 'company name', 'employer', 'نام شرکت'],
  jobTitle: ['title', 'position', 'designation', 'role', 'current occupation', 'what is your current occupation', 'سمت'],
  website: ['web', 'url', 'site', 'homepage', 'web site'],
  industry: ['sector', 'branch'],
  employees: ['number of employees', 'no of employees', 'headcount', 'company size', 'staff', 'تعداد کارکنان'],
  revenue: ['annual revenue', 'turnover', 'درآمد سالانه'],
  foundedIn: ['year established', 'founded'],
  parentId: ['subsidiary of', 'parent', 'parent company'],
  price: ['sales price', 'list price', 'unit price'],
  ownerId: [
    'owner',
    'sales agent',
    'sales rep',
    'salesperson',
    'assigned to',
    'lead owner',
    'account owner',
    'deal owner',
    'مسئول فروش',
  ],
  accountId: ['account', 'account name', 'company', 'customer', 'مشتری'],
  contactId: ['contact', 'contact name'],
  campaignId: ['campaign', 'campaign name'],
  stage: ['deal stage', 'sales stage', 'status'],
  amount: ['close value', 'deal value', 'value', 'deal amount', 'مبلغ'],
  openedAt: ['engage date', 'created date', 'create date', 'created on'],
  closedAt: ['close date'],
  managerId: ['manager'],
  region: ['regional office'],
  province: ['state', 'region'],
  message: ['comments', 'notes', 'note', 'description', 'توضیحات'],
  doNotEmail: ['email opt out', 'unsubscribed'],
}
