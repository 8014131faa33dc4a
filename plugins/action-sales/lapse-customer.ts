import { defineAction, OutsideError } from '../../core/plugin-api/index.js'
import { settled } from './settled.js'

/** Notes that a customer has bought nothing for too long; what "too long" is, the rule that asks for it says. */
export const lapseCustomer = defineAction({
  label: { en: 'Note as a lapsed customer', fa: 'ثبت به‌عنوان مشتری ازدست‌رفته' },
  params: {},
  entities: ['account'],
  reversible: true,
  perform() {
    throw new OutsideError('A lead is no customer yet.', { final: true })
  },
  async performOn({ record, idempotencyKey, rule }, { crm }) {
    settled('The customer was not noted as lapsed', await crm.lapseCustomer(record.id, { rule }, idempotencyKey))
  },
})
