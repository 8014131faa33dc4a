import type { LocalizedText } from '../../core/plugin-api/index.js'

/** A province of Iran, as leads, users and rules name it. */
export interface Province {
  readonly id: string
  /** Its number in the data of the cities. */
  readonly number: number
  readonly name: LocalizedText
  /** Other usual spellings. */
  readonly otherNames: readonly string[]
}

/** The 31 provinces of Iran, in the order of their numbers. */
export const provinces: readonly Province[] = [
  {
    id: 'east-azerbaijan',
    number: 1,
    name: { en: 'East Azerbaijan', fa: 'آذربایجان شرقی' },
    otherNames: ['azarbaijan-e sharqi', 'azarbayjan sharghi', 'azarbaijan sharghi', 'east azarbaijan', 'eastern azerbaijan'],
  },
  {
    id: 'west-azerbaijan',
    number: 2,
    name: { en: 'West Azerbaijan', fa: 'آذربایجان غربی' },
    otherNames: ['azarbaijan-e gharbi', 'azarbayjan gharbi', 'west azarbaijan', 'western azerbaijan'],
  },
  {
    id: 'ardabil',
    number: 3,
    name: { en: 'Ardabil', fa: 'اردبیل' },
    otherNames: ['ardebil'],
  },
  {
    id: 'isfahan',
    number: 4,
    name: { en: 'Isfahan', fa: 'اصفهان' },
    otherNames: ['esfahan', 'ispahan'],
  },
  {
    id: 'alborz',
    number: 5,
    name: { en: 'Alborz', fa: 'البرز' },
    otherNames: [],
  },
  {
    id: 'ilam',
    number: 6,
    name: { en: 'Ilam', fa: 'ایلام' },
    otherNames: [],
  },
  {
    id: 'bushehr',
    number: 7,
    name: { en: 'Bushehr', fa: 'بوشهر' },
    otherNames: ['boushehr', 'busher'],
  },
  {
    id: 'tehran',
    number: 8,
    name: { en: 'Tehran', fa: 'تهران' },
    otherNames: ['teheran', 'طهران'],
  },
  {
    id: 'chaharmahal-bakhtiari',
    number: 9,
    name: { en: 'Chaharmahal and Bakhtiari', fa: 'چهارمحال و بختیاری' },
    otherNames: [
      'chaharmahal',
      'chahar mahal va bakhtiari',
      'chaharmahal o bakhtiari',
      'chahar mahaal and bakhtiari',
      'چهارمحال',
    ],
  },
  {
    id: 'south-khorasan',
    number: 10,
    name: { en: 'South Khorasan', fa: 'خراسان جنوبی' },
    otherNames: ['khorasan-e jonubi', 'khorasan jonoubi', 'khorasan jonoobi', 'southern khorasan', 'khorasan south'],
  },
  {
    id: 'khorasan-razavi',
    number: 11,
    name: { en: 'Razavi Khorasan', fa: 'خراسان رضوی' },
    otherNames: ['khorasan-e razavi', 'khorasan razavi'],
  },
  {
    id: 'north-khorasan',
    number: 12,
    name: { en: 'North Khorasan', fa: 'خراسان شمالی' },
    otherNames: ['khorasan-e shomali', 'khorasan shomali', 'northern khorasan', 'khorasan north'],
  },
  {
    id: 'khuzestan',
    number: 13,
    name: { en: 'Khuzestan', fa: 'خوزستان' },
    otherNames: ['khouzestan', 'khoozestan', 'khuzistan'],
  },
  {
    id: 'zanjan',
    number: 14,
    name: { en: 'Zanjan', fa: 'زنجان' },
    otherNames: [],
  },
  {
    id: 'semnan',
    number: 15,
    name: { en: 'Semnan', fa: 'سمنان' },
    otherNames: [],
  },
  {
    id: 'sistan-baluchestan',
    number: 16,
    name: { en: 'Sistan and Baluchestan', fa: 'سیستان و بلوچستان' },
    otherNames: [
      'sistan va baluchestan',
      'sistan and baluchistan',
      'sistan o baluchestan',
      'sistan balouchestan',
      'sistan va balouchestan',
      'سیستان',
    ],
  },
  {
    id: 'fars',
    number: 17,
    name: { en: 'Fars', fa: 'فارس' },
    otherNames: ['pars'],
  },
  {
    id: 'qazvin',
    number: 18,
    name: { en: 'Qazvin', fa: 'قزوین' },
    otherNames: ['ghazvin', 'kazvin'],
  },
  {
    id: 'qom',
    number: 19,
    name: { en: 'Qom', fa: 'قم' },
    otherNames: ['ghom', 'qum'],
  },
  {
    id: 'kurdistan',
    number: 20,
    name: { en: 'Kurdistan', fa: 'کردستان' },
    otherNames: ['kordestan', 'kurdestan'],
  },
  {
    id: 'kerman',
    number: 21,
    name: { en: 'Kerman', fa: 'کرمان' },
    otherNames: [],
  },
  {
    id: 'kermanshah',
    number: 22,
    name: { en: 'Kermanshah', fa: 'کرمانشاه' },
    otherNames: ['kermanshahan', 'bakhtaran'],
  },
  {
    id: 'kohgiluyeh-boyer-ahmad',
    number: 23,
    name: { en: 'Kohgiluyeh and Boyer-Ahmad', fa: 'کهگیلویه و بویراحمد' },
    otherNames: ['kohgiluyeh va boyer ahmad', 'kohgiluyeh and boyerahmad', 'kohkiluyeh va boyerahmad', 'kohgiluyeh', 'کهگیلویه'],
  },
  {
    id: 'golestan',
    number: 24,
    name: { en: 'Golestan', fa: 'گلستان' },
    otherNames: ['gulistan'],
  },
  {
    id: 'gilan',
    number: 25,
    name: { en: 'Gilan', fa: 'گیلان' },
    otherNames: ['guilan', 'ghilan'],
  },
  {
    id: 'lorestan',
    number: 26,
    name: { en: 'Lorestan', fa: 'لرستان' },
    otherNames: ['luristan'],
  },
  {
    id: 'mazandaran',
    number: 27,
    name: { en: 'Mazandaran', fa: 'مازندران' },
    otherNames: ['mazanderan'],
  },
  {
    id: 'markazi',
    number: 28,
    name: { en: 'Markazi', fa: 'مرکزی' },
    otherNames: ['central'],
  },
  {
    id: 'hormozgan',
    number: 29,
    name: { en: 'Hormozgan', fa: 'هرمزگان' },
    otherNames: ['hormuzgan'],
  },
  {
    id: 'hamadan',
    number: 30,
    name: { en: 'Hamadan', fa: 'همدان' },
    otherNames: ['hamedan'],
  },
  {
    id: 'yazd',
    number: 31,
    name: { en: 'Yazd', fa: 'یزد' },
    otherNames: [],
  },
]
