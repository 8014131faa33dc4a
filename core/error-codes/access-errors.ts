import type { ErrorEntries } from './error-entry.js'

/** Errors of who may do what, who they are, and their keys. */
export const accessErrors = {
  ACCESS_DENIED: {
    status: 403,
    title: { en: 'This actor may not do that.', fa: 'این کاربر اجازهٔ این کار را ندارد.' },
    hint: {
      en: 'Ask an administrator for a role or a key that has the permission.',
      fa: 'از مدیر سامانه نقش یا کلیدی با این اجازه بخواهید.',
    },
  },
  API_KEY_UNKNOWN: {
    status: 404,
    title: { en: 'There is no API key with this id.', fa: 'کلیدی با این شناسه نیست.' },
    hint: {
      en: '`sarnakh key list` shows the keys with their ids.',
      fa: '`sarnakh key list` کلیدها را با شناسه‌هایشان نشان می‌دهد.',
    },
  },
  AUTH_FOREIGN_ORIGIN: {
    status: 403,
    title: { en: 'A request came from another site.', fa: 'درخواست از سایت دیگری آمده است.' },
    hint: {
      en: 'Send it from a page of this system; behind a proxy, set http.publicUrl to the address people use.',
      fa: 'آن را از صفحه‌های همین سامانه بفرستید؛ پشت پراکسی http.publicUrl را نشانی‌ای بگذارید که مردم به کار می‌برند.',
    },
  },
  AUTH_FORM_EXPIRED: {
    status: 403,
    title: {
      en: 'The page had been open too long, or was not ours.',
      fa: 'صفحه بیش از اندازه باز مانده یا از این سامانه نبوده است.',
    },
    hint: {
      en: 'Open the page again and repeat; scripts send the token of the page as x-csrf-token.',
      fa: 'صفحه را دوباره باز و کار را تکرار کنید؛ اسکریپت‌ها نشانهٔ صفحه را در x-csrf-token می‌فرستند.',
    },
  },
  AUTH_KEY_INVALID: {
    status: 401,
    title: { en: 'The API key is not known or has ended.', fa: 'کلید API ناشناخته یا منقضی است.' },
    hint: {
      en: 'Send `Authorization: Bearer lk_…` with a key that an administrator made.',
      fa: '`Authorization: Bearer lk_…` را با کلیدی که مدیر سامانه ساخته بفرستید.',
    },
  },
  AUTH_PASSWORD_WEAK: {
    status: 422,
    title: { en: 'The password is too easy to guess.', fa: 'گذرواژه به‌آسانی حدس زده می‌شود.' },
    hint: {
      en: 'Take at least 12 characters that are on no list, for example four words.',
      fa: 'دست‌کم ۱۲ نویسه برگزینید که در هیچ فهرستی نباشد، مثلاً چهار واژه.',
    },
  },
  AUTH_REQUIRED: {
    status: 401,
    title: { en: 'Nobody is signed in.', fa: 'کسی وارد نشده است.' },
    hint: {
      en: 'Sign in, or send an API key as `Authorization: Bearer lk_…`.',
      fa: 'وارد شوید یا کلید API را با `Authorization: Bearer lk_…` بفرستید.',
    },
  },
  AUTH_SCOPE_UNKNOWN: {
    status: 422,
    title: { en: 'A key was to get a permission that does not exist.', fa: 'برای کلید اجازه‌ای خواسته شده که وجود ندارد.' },
    hint: {
      en: 'Choose among the permissions that the message names.',
      fa: 'از میان اجازه‌هایی که پیام نام می‌برد برگزینید.',
    },
  },
  AUTH_SENDER_REFUSED: {
    status: 401,
    title: { en: 'The sender could not prove who it is.', fa: 'فرستنده نتوانست هویت خود را نشان دهد.' },
    hint: {
      en: 'Check the secret on both sides and the clock of the sender, then send again.',
      fa: 'رمز مشترک دو طرف و ساعت فرستنده را بررسی کنید و دوباره بفرستید.',
    },
  },
  AUTH_THROTTLED: {
    status: 429,
    title: { en: 'Too many attempts to sign in.', fa: 'تلاش برای ورود بیش از اندازه است.' },
    hint: {
      en: 'Wait as long as Retry-After says.',
      fa: 'به اندازه‌ای که Retry-After می‌گوید صبر کنید.',
    },
  },
  USER_EXISTS: {
    status: 409,
    title: { en: 'There is already a user with this e-mail.', fa: 'کاربری با این ایمیل هست.' },
    hint: {
      en: 'Choose another e-mail, or change the user that is there.',
      fa: 'ایمیل دیگری برگزینید یا همان کاربر را تغییر دهید.',
    },
  },
  USER_INVALID: {
    status: 422,
    title: { en: 'Something said of the user is not valid.', fa: 'یکی از مشخصات کاربر درست نیست.' },
    hint: { en: 'Correct the field that the message names.', fa: 'فیلدی را که پیام نام می‌برد درست کنید.' },
  },
  USER_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such user.', fa: 'چنین کاربری نیست.' },
    hint: { en: 'Look them up in the list of users.', fa: 'او را در فهرست کاربران بجویید.' },
  },
} as const satisfies ErrorEntries
