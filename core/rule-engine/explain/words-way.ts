/** The words in which it is told why, why not, and what it would take. */
export interface WayWords {
  readonly gradeIs: (grade: string, total: string) => string
  readonly gradeIsNot: (wanted: string, grade: string, total: string) => string
  readonly noScore: string
  readonly beginsAt: (grade: string, from: string) => string
  readonly keptDownTo: (grade: string, until: string) => string
  readonly missing: (points: string, isOne: boolean) => string
  readonly scoreIs: (total: string) => string
  readonly scoreReaches: (total: string, wanted: string) => string
  readonly scoreFallsShort: (total: string, wanted: string) => string
  readonly statusIs: (status: string) => string
  readonly statusIsNot: (wanted: string, status: string) => string
  readonly statusBy: (rule: string, at: string) => string
  readonly statusByHand: string
  readonly queueIs: (queue: string) => string
  readonly queueIsNot: (wanted: string, queue: string | undefined) => string
  readonly ownerIs: (owner: string) => string
  readonly ownerByRule: (rule: string, at: string) => string
  readonly noOwner: string
  readonly ownerByHand: string
  readonly ruleHolds: (rule: string) => string
  readonly ruleFails: (rule: string) => string
  readonly ruleIdle: (rule: string) => string
  readonly ruleWouldHold: (rule: string) => string
  readonly ruleBroken: (rule: string, message: string) => string
  readonly notFrom: (statuses: string, status: string) => string
  readonly cameFirst: (rule: string) => string
  readonly hasOwner: string
  readonly fired: (count: number, shown: string) => string
  readonly nothingFired: string
  readonly fading: (full: string, left: string, age: string) => string
  readonly takes: (count: number, shown: string) => string
  readonly thenTotal: (total: string) => string
  readonly fill: (field: string, wanted: string | undefined) => string
  readonly alter: (field: string, wanted: string, now: string) => string
  readonly empty: (field: string, now: string) => string
  readonly moveByHand: (status: string) => string
  readonly giveBack: string
  readonly happens: (count: string, activity: string) => string
  readonly waitUntil: (at: string, length: string) => string
  readonly byItself: (at: string, length: string) => string
  readonly worth: (points: string) => string
  readonly handMove: (status: string) => string
  readonly handMoveNeeds: (status: string, fields: string) => string
  readonly handMoveReason: (status: string) => string
  readonly obstacles: {
    readonly 'no-rule-to-status': (from: string, to: string) => string
    readonly 'no-rule-to-queue': (queue: string) => string
    readonly 'not-routed': (status: string) => string
    readonly 'switched-off': (rule: string) => string
    readonly over: (rule: string) => string
    readonly 'not-enough': (most: string) => string
    readonly 'not-little': (least: string) => string
    readonly 'not-found': string
    readonly 'nothing-free': string
    readonly 'other-rule-first': (rule: string) => string
  }
  /** What a field should be, after "to". */
  readonly wish: Readonly<Record<string, (wanted: string) => string>>
  readonly wishNot: (wish: string) => string
  readonly anything: string
  readonly join: (parts: readonly string[]) => string
}

const en: WayWords = {
  gradeIs: (grade, total) => `The lead is ${grade}, with a score of ${total}.`,
  gradeIsNot: (wanted, grade, total) => `The lead is not ${wanted} but ${grade}, with a score of ${total}.`,
  noScore: 'The lead has no score.',
  beginsAt: (grade, from) => `${grade} begins at ${from}.`,
  keptDownTo: (grade, until) => `It was ${grade} before, and stays so down to ${until}.`,
  missing: (points, isOne) => `${points} ${isOne ? 'point is' : 'points are'} missing.`,
  scoreIs: (total) => `The score is ${total}; this adds up to it.`,
  scoreReaches: (total, wanted) => `The score is ${total}, which is at least ${wanted}.`,
  scoreFallsShort: (total, wanted) => `The score is ${total}, not ${wanted}.`,
  statusIs: (status) => `The status is "${status}".`,
  statusIsNot: (wanted, status) => `The status is "${status}", not "${wanted}".`,
  statusBy: (rule, at) => `A rule moved the lead there on ${at}: ${rule}`,
  statusByHand: 'No rule moved it there: it came in so, or somebody set it.',
  queueIs: (queue) => `The lead is in the queue "${queue}".`,
  queueIsNot: (wanted, queue) =>
    queue === undefined
      ? `The lead is in no queue, so not in "${wanted}".`
      : `The lead is in the queue "${queue}", not in "${wanted}".`,
  ownerIs: (owner) => `The owner is ${owner}.`,
  ownerByRule: (rule, at) => `A rule sent the lead there on ${at}: ${rule}`,
  noOwner: 'The lead has no owner.',
  ownerByHand: 'No rule chose the owner: somebody did, or the lead came in so.',
  ruleHolds: (rule) => `This rule holds: ${rule}`,
  ruleFails: (rule) => `This rule does not hold: ${rule}`,
  ruleIdle: (rule) => `This rule does nothing for the lead now: ${rule}`,
  ruleWouldHold: (rule) => `This rule would have counted, but it is only being watched: ${rule}`,
  ruleBroken: (rule, message) => `This rule could not be answered: ${rule} (${message})`,
  notFrom: (statuses, status) => `It moves leads from ${statuses}; this one is in ${status}`,
  cameFirst: (rule) => `Another rule came first: ${rule}`,
  hasOwner: 'The lead has an owner, so it was not sent anywhere',
  fired: (count, shown) => (count === 1 ? 'One automation is true now.' : `${shown} automations are true now.`),
  nothingFired: 'No automation is true now.',
  fading: (full, left, age) => `${full} points when new, ${left} left after ${age}`,
  takes: (count, shown) => (count === 1 ? 'One thing would do it:' : `${shown} things together would do it:`),
  thenTotal: (total) => `The score would then be ${total}.`,
  fill: (field, wanted) => (wanted === undefined ? `Fill in ${field}` : `Fill in ${field}: ${wanted}`),
  alter: (field, wanted, now) => `Change ${field} to ${wanted} (now ${now})`,
  empty: (field, now) => `Empty ${field} (now ${now})`,
  moveByHand: (status) => `Move it to "${status}" by hand`,
  giveBack: 'Take it from its owner, so that it is sent out anew',
  happens: (count, activity) => `${count} more ${activity}`,
  waitUntil: (at, length) => `Then wait until ${at} (${length})`,
  byItself: (at, length) => `It comes by itself on ${at} (in ${length}), if nothing else happens.`,
  worth: (points) => `(${points})`,
  handMove: (status) => `A person can move it to "${status}" at any time.`,
  handMoveNeeds: (status, fields) => `A person can move it to "${status}" once this is filled in: ${fields}.`,
  handMoveReason: (status) => `A person can move it to "${status}" and give a reason.`,
  obstacles: {
    'no-rule-to-status': (from, to) => `No rule moves a lead from "${from}" to "${to}".`,
    'no-rule-to-queue': (queue) => `No rule sends a lead to the queue "${queue}".`,
    'not-routed': (status) => `A lead in "${status}" is sent to nobody.`,
    'switched-off': (rule) => `This rule is switched off: ${rule}`,
    over: (rule) => `The time of this rule is over: ${rule}`,
    'not-enough': (most) => `All that anybody could do brings the score to ${most} at most.`,
    'not-little': (least) => `All that anybody could do brings the score no lower than ${least}.`,
    'not-found': 'No way was found to which the rules would agree.',
    'nothing-free': 'What it asks for has happened already or cannot be changed here.',
    'other-rule-first': (rule) => `For this lead another rule would come first: ${rule}`,
  },
  wish: {
    equal: (wanted) => wanted,
    notEqual: (wanted) => `anything but ${wanted}`,
    in: (wanted) => wanted,
    notIn: (wanted) => `none of ${wanted}`,
    contains: (wanted) => `with ${wanted}`,
    doesNotContain: (wanted) => `without ${wanted}`,
    lessThan: (wanted) => `less than ${wanted}`,
    lessThanInclusive: (wanted) => `at most ${wanted}`,
    greaterThan: (wanted) => `more than ${wanted}`,
    greaterThanInclusive: (wanted) => `at least ${wanted}`,
    sameText: (wanted) => wanted,
    includesText: (wanted) => `something with ${wanted}`,
    startsWithText: (wanted) => `something that begins with ${wanted}`,
    endsWithText: (wanted) => `something that ends with ${wanted}`,
  },
  wishNot: (wish) => `not ${wish}`,
  anything: 'something else',
  join: (parts) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`),
}

const fa: WayWords = {
  gradeIs: (grade, total) => `سرنخ «${grade}» است، با امتیاز ${total}.`,
  gradeIsNot: (wanted, grade, total) => `سرنخ «${wanted}» نیست؛ «${grade}» است، با امتیاز ${total}.`,
  noScore: 'سرنخ امتیازی ندارد.',
  beginsAt: (grade, from) => `«${grade}» از ${from} آغاز می‌شود.`,
  keptDownTo: (grade, until) => `پیش‌تر «${grade}» بوده و تا ${until} همان می‌ماند.`,
  missing: (points) => `${points} امتیاز کم است.`,
  scoreIs: (total) => `امتیاز ${total} است؛ جمع این‌ها:`,
  scoreReaches: (total, wanted) => `امتیاز ${total} است و به ${wanted} می‌رسد.`,
  scoreFallsShort: (total, wanted) => `امتیاز ${total} است، نه ${wanted}.`,
  statusIs: (status) => `وضعیت «${status}» است.`,
  statusIsNot: (wanted, status) => `وضعیت «${status}» است، نه «${wanted}».`,
  statusBy: (rule, at) => `قاعده‌ای در ${at} سرنخ را به اینجا آورد: ${rule}`,
  statusByHand: 'قاعده‌ای آن را نیاورده: چنین رسیده یا کسی آن را گذاشته است.',
  queueIs: (queue) => `سرنخ در صف «${queue}» است.`,
  queueIsNot: (wanted, queue) =>
    queue === undefined ? `سرنخ در هیچ صفی نیست، پس در «${wanted}» هم نیست.` : `سرنخ در صف «${queue}» است، نه در «${wanted}».`,
  ownerIs: (owner) => `مسئول: ${owner}.`,
  ownerByRule: (rule, at) => `قاعده‌ای در ${at} سرنخ را به اینجا فرستاد: ${rule}`,
  noOwner: 'سرنخ مسئولی ندارد.',
  ownerByHand: 'قاعده‌ای مسئول را برنگزیده: کسی چنین کرده یا سرنخ چنین رسیده است.',
  ruleHolds: (rule) => `این قاعده برقرار است: ${rule}`,
  ruleFails: (rule) => `این قاعده برقرار نیست: ${rule}`,
  ruleIdle: (rule) => `این قاعده اکنون کاری برای سرنخ نمی‌کند: ${rule}`,
  ruleWouldHold: (rule) => `این قاعده به حساب می‌آمد، ولی فقط زیر نظر است: ${rule}`,
  ruleBroken: (rule, message) => `به این قاعده نشد پاسخ داد: ${rule} (\u2068${message}\u2069)`,
  notFrom: (statuses, status) => `این قاعده سرنخ را از ${statuses} می‌برد؛ این سرنخ ${status} است`,
  cameFirst: (rule) => `قاعدهٔ دیگری پیش‌تر آمد: ${rule}`,
  hasOwner: 'سرنخ مسئول دارد، پس جایی فرستاده نشد',
  fired: (_count, shown) => `اکنون ${shown} قاعدهٔ خودکار برقرار است.`,
  nothingFired: 'اکنون هیچ قاعدهٔ خودکاری برقرار نیست.',
  fading: (full, left, age) => `${full} امتیاز در آغاز، پس از ${age} ${left} مانده`,
  takes: (count, shown) => (count === 1 ? 'یک کار بس است:' : `${shown} کار با هم بس است:`),
  thenTotal: (total) => `آنگاه امتیاز ${total} می‌شود.`,
  fill: (field, wanted) => (wanted === undefined ? `«${field}» را پر کنید` : `«${field}» را پر کنید: ${wanted}`),
  alter: (field, wanted, now) => `«${field}» بشود ${wanted} (اکنون ${now})`,
  empty: (field, now) => `«${field}» را خالی کنید (اکنون ${now})`,
  moveByHand: (status) => `با دست به «${status}» ببرید`,
  giveBack: 'از مسئولش بگیرید تا دوباره فرستاده شود',
  happens: (count, activity) => `${count} ${activity.replace(/ه$/, 'هٔ')} دیگر`,
  waitUntil: (at, length) => `سپس تا ${at} صبر کنید (${length})`,
  byItself: (at, length) => `اگر رویداد دیگری نباشد، خودبه‌خود در ${at} چنین می‌شود (${length} دیگر).`,
  worth: (points) => `(${points})`,
  handMove: (status) => `هر زمان می‌توان با دست به «${status}» برد.`,
  handMoveNeeds: (status, fields) => `می‌توان با دست به «${status}» برد، پس از پر کردن ${fields}.`,
  handMoveReason: (status) => `می‌توان با دست و با گفتن دلیل به «${status}» برد.`,
  obstacles: {
    'no-rule-to-status': (from, to) => `هیچ قاعده‌ای سرنخ را از «${from}» به «${to}» نمی‌برد.`,
    'no-rule-to-queue': (queue) => `هیچ قاعده‌ای سرنخ را به صف «${queue}» نمی‌فرستد.`,
    'not-routed': (status) => `سرنخی که «${status}» است به کسی فرستاده نمی‌شود.`,
    'switched-off': (rule) => `این قاعده خاموش است: ${rule}`,
    over: (rule) => `زمان این قاعده گذشته است: ${rule}`,
    'not-enough': (most) => `هر کاری هم بشود، امتیاز دست بالا ${most} می‌شود.`,
    'not-little': (least) => `هر کاری هم بشود، امتیاز از ${least} کمتر نمی‌شود.`,
    'not-found': 'راهی یافت نشد که قاعده‌ها آن را بپذیرند.',
    'nothing-free': 'آنچه می‌خواهد گذشته است یا از اینجا نمی‌توان تغییرش داد.',
    'other-rule-first': (rule) => `برای این سرنخ قاعدهٔ دیگری پیش‌تر می‌آید: ${rule}`,
  },
  wish: {
    equal: (wanted) => wanted,
    notEqual: (wanted) => `چیزی جز ${wanted}`,
    in: (wanted) => wanted,
    notIn: (wanted) => `هیچ‌یک از ${wanted}`,
    contains: (wanted) => `با ${wanted}`,
    doesNotContain: (wanted) => `بدون ${wanted}`,
    lessThan: (wanted) => `کمتر از ${wanted}`,
    lessThanInclusive: (wanted) => `حداکثر ${wanted}`,
    greaterThan: (wanted) => `بیشتر از ${wanted}`,
    greaterThanInclusive: (wanted) => `دست‌کم ${wanted}`,
    sameText: (wanted) => wanted,
    includesText: (wanted) => `چیزی دارای ${wanted}`,
    startsWithText: (wanted) => `چیزی که با ${wanted} آغاز شود`,
    endsWithText: (wanted) => `چیزی که با ${wanted} پایان یابد`,
  },
  wishNot: (wish) => `نه ${wish}`,
  anything: 'چیز دیگری',
  join: (parts) => parts.join(' و '),
}

/** Words in the reader's language; English where there are none. */
export const wayWordsIn = (language: string): WayWords => (language === 'fa' ? fa : en)
