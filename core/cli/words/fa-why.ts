import type { enWhy } from './en-why.js'

/** How it is told why a lead is as it is, in Persian. */
export const faWhy: typeof enWhy = {
  command: {
    description: 'می‌گوید سرنخ چرا چنین است، چرا جز این نیست، و چه چیز لازم است',
    example: 'sarnakh lead why 0199… --grade hot',
  },
  options: {
    rule: 'پرسش از یک قاعده: <file id>/<rule id> یا تنها شناسهٔ آن',
    grade: 'چه چیز این درجه را به سرنخ می‌دهد',
    status: 'چه چیز سرنخ را به این وضعیت می‌برد',
    score: 'چه چیز امتیاز را به این عدد می‌رساند',
    queue: 'چه چیز سرنخ را به این صف می‌فرستد',
    decision: 'پرسش از سرنخ چنان که در این تصمیم بود، با قواعد همان روز',
  },
  asked: (at, ruleSet) => `در ${at}، با قواعد ${ruleSet}`,
  further: 'یا یک به یک:',
}
