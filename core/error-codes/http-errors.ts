import type { ErrorEntries } from './error-entry.js'

/** Errors of the web side: addresses, bodies, rates. */
export const httpErrors = {
  BODY_ENCODING_UNSUPPORTED: {
    status: 415,
    title: { en: 'The body is compressed.', fa: 'بدنهٔ درخواست فشرده است.' },
    hint: {
      en: 'Send it without Content-Encoding.',
      fa: 'آن را بدون Content-Encoding بفرستید.',
    },
  },
  BODY_KEY_FORBIDDEN: {
    status: 400,
    title: { en: 'The body holds a name that is not allowed.', fa: 'بدنهٔ درخواست نامی غیرمجاز دارد.' },
    hint: {
      en: 'Leave out `__proto__`, `constructor` and `prototype`.',
      fa: '`__proto__`، `constructor` و `prototype` را کنار بگذارید.',
    },
  },
  BODY_MALFORMED: {
    status: 400,
    title: { en: 'The body cannot be read.', fa: 'بدنهٔ درخواست خواندنی نیست.' },
    hint: {
      en: 'Send well-formed JSON or form fields in UTF-8.',
      fa: 'JSON یا فیلدهای فرم را درست و در UTF-8 بفرستید.',
    },
  },
  BODY_TOO_COMPLEX: {
    status: 400,
    title: {
      en: 'The body is too deep, has too many keys or too long a text.',
      fa: 'بدنهٔ درخواست بیش از اندازه تودرتو، پرکلید یا دارای متن بلند است.',
    },
    hint: {
      en: 'Send less at once: at most 20 levels, 500 keys, 32 KB in one text.',
      fa: 'کمتر بفرستید: حداکثر ۲۰ لایه، ۵۰۰ کلید و ۳۲ کیلوبایت در یک متن.',
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: { en: 'The body is too large.', fa: 'بدنهٔ درخواست بیش از اندازه بزرگ است.' },
    hint: {
      en: 'Send at most 64 KB by a form and 256 KB by a webhook or the API.',
      fa: 'از فرم حداکثر ۶۴ و از وب‌هوک یا API حداکثر ۲۵۶ کیلوبایت بفرستید.',
    },
  },
  BODY_TYPE_UNSUPPORTED: {
    status: 415,
    title: { en: 'The body is of a type that is not accepted here.', fa: 'نوع بدنهٔ درخواست در اینجا پذیرفته نیست.' },
    hint: {
      en: 'Send the content type that the message names.',
      fa: 'نوع محتوایی را که پیام نام می‌برد بفرستید.',
    },
  },
  HTTP_ADDRESS_REFUSED: {
    status: 500,
    title: { en: 'The server cannot listen at this address.', fa: 'کارساز نمی‌تواند روی این نشانی گوش دهد.' },
    hint: {
      en: 'Take an address of this machine with `--host`, and a port from 1024 on with `--port`.',
      fa: 'با `--host` نشانی‌ای از همین دستگاه و با `--port` درگاهی از ۱۰۲۴ به بالا برگزینید.',
    },
  },
  HTTP_CAPTURE_REFUSED: {
    status: 422,
    title: { en: 'What was sent cannot become a lead.', fa: 'آنچه فرستاده شد سرنخ نمی‌شود.' },
    hint: {
      en: 'Correct what the message names and send it again.',
      fa: 'آنچه را پیام نام می‌برد درست کنید و دوباره بفرستید.',
    },
  },
  HTTP_CAPTURE_UNAVAILABLE: {
    status: 503,
    title: { en: 'Nothing can be taken in at the moment.', fa: 'در این لحظه چیزی پذیرفته نمی‌شود.' },
    hint: {
      en: 'Send it again, with the same idempotency key, after the seconds in Retry-After.',
      fa: 'پس از ثانیه‌های Retry-After با همان کلید یکتایی دوباره بفرستید.',
    },
  },
  HTTP_CHANGE_CONFLICT: {
    status: 409,
    title: { en: 'Somebody changed the record meanwhile.', fa: 'در این میان کسی رکورد را تغییر داده است.' },
    hint: {
      en: 'Read it again and repeat the change with the new version.',
      fa: 'آن را دوباره بخوانید و تغییر را با نسخهٔ تازه تکرار کنید.',
    },
  },
  HTTP_CHANGE_REFUSED: {
    status: 422,
    title: { en: 'The change is not allowed.', fa: 'این تغییر مجاز نیست.' },
    hint: {
      en: 'Do what the message asks for, then try again.',
      fa: 'آنچه را پیام می‌خواهد انجام دهید و دوباره بکوشید.',
    },
  },
  HTTP_FORM_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such form.', fa: 'چنین فرمی نیست.' },
    hint: {
      en: 'Check the address; the forms are the files of kind `form`.',
      fa: 'نشانی را بررسی کنید؛ فرم‌ها فایل‌هایی از نوع `form` هستند.',
    },
  },
  HTTP_HEADERS_TOO_LARGE: {
    status: 431,
    title: { en: 'The headers of a request are too large.', fa: 'سرآیندهای درخواست بیش از اندازه بزرگ است.' },
    hint: {
      en: 'Send fewer or shorter headers and cookies, 8 KB in all.',
      fa: 'سرآیندها و کوکی‌های کمتر یا کوتاه‌تری بفرستید، روی‌هم ۸ کیلوبایت.',
    },
  },
  HTTP_INPUT_INVALID: {
    status: 422,
    title: { en: 'A value of the request cannot be used.', fa: 'مقداری در درخواست به‌کاررفتنی نیست.' },
    hint: {
      en: 'Correct the field that the message names; /api/docs shows what each route takes.',
      fa: 'فیلدی را که پیام نام می‌برد درست کنید؛ ورودی هر مسیر در ‎/api/docs آمده است.',
    },
  },
  HTTP_METHOD_NOT_ALLOWED: {
    status: 405,
    title: { en: 'This address does not take that method.', fa: 'این نشانی آن متد را نمی‌پذیرد.' },
    hint: {
      en: 'Use one of the methods in the Allow header.',
      fa: 'یکی از متدهای سرایند Allow را به کار ببرید.',
    },
  },
  HTTP_NOT_FOUND: {
    status: 404,
    title: { en: 'There is nothing at this address.', fa: 'در این نشانی چیزی نیست.' },
    hint: {
      en: 'Check the address, or begin at the start page.',
      fa: 'نشانی را بررسی کنید یا از صفحهٔ آغاز شروع کنید.',
    },
  },
  HTTP_PORT_IN_USE: {
    status: 500,
    title: { en: 'The port is taken by another program.', fa: 'درگاه در اختیار برنامهٔ دیگری است.' },
    hint: {
      en: 'Stop the other program or choose another port with `--port`.',
      fa: 'برنامهٔ دیگر را ببندید یا با `--port` درگاه دیگری برگزینید.',
    },
  },
  HTTP_REQUEST_MALFORMED: {
    status: 400,
    title: { en: 'This is no request in HTTP.', fa: 'این درخواست مطابق HTTP نیست.' },
    hint: { en: 'Send it with a client that speaks HTTP/1.1.', fa: 'آن را با برنامه‌ای بفرستید که HTTP/1.1 را می‌داند.' },
  },
  HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: { en: 'A request did not arrive in time.', fa: 'درخواست به‌موقع کامل نرسید.' },
    hint: { en: 'Send it again over a connection that is fast enough.', fa: 'آن را با اتصالی تندتر دوباره بفرستید.' },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    title: { en: 'This idempotency key was used for other content.', fa: 'این کلید یکتایی برای محتوای دیگری به کار رفته است.' },
    hint: {
      en: 'Use a new key for new content, or send the same content again.',
      fa: 'برای محتوای تازه کلید تازه به کار ببرید.',
    },
  },
  RATE_EXCEEDED: {
    status: 429,
    title: { en: 'Too many requests in a short time.', fa: 'درخواست‌ها در زمانی کوتاه بیش از اندازه است.' },
    hint: {
      en: 'Wait as long as Retry-After says.',
      fa: 'به اندازه‌ای که Retry-After می‌گوید صبر کنید.',
    },
  },
  WEBHOOK_INVALID: {
    status: 422,
    title: { en: 'The webhook cannot be added like this.', fa: 'وب‌هوک را این‌گونه نمی‌توان افزود.' },
    hint: {
      en: 'Give the full address of the receiver and the names of events.',
      fa: 'نشانی کامل گیرنده و نام رویدادها را بدهید.',
    },
  },
} as const satisfies ErrorEntries
