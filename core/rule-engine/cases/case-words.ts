/** The sentences in which cases, coverage and changed rules are told. */
export interface CaseWords {
  readonly lacks: (rule: string, leaves: readonly string[]) => string
  readonly holds: (rule: string, leaves: readonly string[]) => string
  readonly trueAlready: (rule: string) => string
  readonly notRouted: string
  readonly neverTrue: (comparison: string) => string
  readonly neverFalse: (comparison: string) => string
  /** What never came about, by the kind of the place. */
  readonly neverDone: Readonly<Record<string, (name: string) => string>>
  /** A mistake that no case would notice. */
  readonly unnoticed: {
    readonly value: (key: string, from: string, to: string) => string
    readonly operator: (from: string, to: string) => string
    readonly dropped: (what: string) => string
    readonly group: (from: string, to: string) => string
    readonly affirmed: (what: string) => string
  }
}

const en: CaseWords = {
  lacks: (rule, leaves) => `${rule}: does not hold${leaves.length > 0 ? `: ${leaves.join('; ')}` : ''}`,
  holds: (rule, leaves) => `${rule}: holds${leaves.length > 0 ? `: ${leaves.join('; ')}` : ''}`,
  trueAlready: (rule) => `${rule}: was true already, so it did not turn true`,
  notRouted: 'No routing rule was asked: the lead is closed or has an owner.',
  neverTrue: (comparison) => `no case in which this holds: ${comparison}`,
  neverFalse: (comparison) => `no case in which this fails: ${comparison}`,
  neverDone: {
    scoring: (rule) => `no case in which "${rule}" gives its points`,
    transition: (rule) => `no case in which "${rule}" moves a lead`,
    routing: (rule) => `no case that "${rule}" sends on its way`,
    automation: (rule) => `no case in which "${rule}" fires`,
    grade: (grade) => `no case that ends with the grade "${grade}"`,
  },
  unnoticed: {
    value: (key, from, to) => `no case would notice if ${key === 'value' ? '' : `"${key}" `}${from} were ${to}`,
    operator: (from, to) => `no case would notice if "${from}" were "${to}"`,
    dropped: (what) => `no case would notice if this were left out: ${what}`,
    group: (from, to) => `no case would notice if "${from}" were "${to}"`,
    affirmed: (what) => `no case would notice if the "not" were left out before: ${what}`,
  },
}

const fa: CaseWords = {
  lacks: (rule, leaves) => `${rule}: برقرار نیست${leaves.length > 0 ? `: ${leaves.join('؛ ')}` : ''}`,
  holds: (rule, leaves) => `${rule}: برقرار است${leaves.length > 0 ? `: ${leaves.join('؛ ')}` : ''}`,
  trueAlready: (rule) => `${rule}: از پیش برقرار بود، پس تازه برقرار نشد`,
  notRouted: 'هیچ قاعدهٔ مسیری پرسیده نشد: سرنخ بسته است یا مسئول دارد.',
  neverTrue: (comparison) => `هیچ نمونه‌ای نیست که در آن برقرار باشد: ${comparison}`,
  neverFalse: (comparison) => `هیچ نمونه‌ای نیست که در آن برقرار نباشد: ${comparison}`,
  neverDone: {
    scoring: (rule) => `هیچ نمونه‌ای نیست که «${rule}» در آن امتیاز بدهد`,
    transition: (rule) => `هیچ نمونه‌ای نیست که «${rule}» در آن سرنخی را جابه‌جا کند`,
    routing: (rule) => `هیچ نمونه‌ای نیست که «${rule}» مسیرش را تعیین کند`,
    automation: (rule) => `هیچ نمونه‌ای نیست که «${rule}» در آن اجرا شود`,
    grade: (grade) => `هیچ نمونه‌ای نیست که به درجهٔ «${grade}» برسد`,
  },
  unnoticed: {
    value: (key, from, to) => `هیچ نمونه‌ای متوجه نمی‌شد اگر ${key === 'value' ? '' : `«${key}» `}به‌جای ${from} مقدار ${to} داشت`,
    operator: (from, to) => `هیچ نمونه‌ای متوجه نمی‌شد اگر به‌جای «${from}» نوشته بود «${to}»`,
    dropped: (what) => `هیچ نمونه‌ای متوجه نمی‌شد اگر این نبود: ${what}`,
    group: (from, to) => `هیچ نمونه‌ای متوجه نمی‌شد اگر به‌جای «${from}» نوشته بود «${to}»`,
    affirmed: (what) => `هیچ نمونه‌ای متوجه نمی‌شد اگر «not» پیش از این نبود: ${what}`,
  },
}

/** Words in the reader's language; English where there are none. */
export const caseWords = (language: string): CaseWords => (language === 'fa' ? fa : en)
