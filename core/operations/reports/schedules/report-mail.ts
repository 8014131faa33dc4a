import { formatInstant } from '../../../model/calendar/format-instant.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { HouseMail } from '../../../plugin-api/index.js'
import { reportCsv } from '../report-csv.js'
import { type ReportTable, reportTable, type TableReader } from '../report-table.js'
import type { Report } from '../run-report.js'

/** Beyond these rows a mail is no longer read; the file beside it has all of them. */
const MOST_ROWS = 100

/** Writes a report as a mail for one reader: its table, and the same as a file for a spreadsheet. */
export function reportMail(
  report: Report,
  { reader, at }: { reader: TableReader; at: number },
): Omit<HouseMail, 'to' | 'idempotencyKey'> {
  const { language } = reader
  const words = WORDS[language === 'fa' ? 'fa' : 'en']
  const title = textIn(report.declaration.label, language)
  const date = formatInstant(at, { ...reader, style: 'date' })
  const table = reportTable(report, reader)
  const notes = report.notes.map((note) => textIn(note, language))
  const more = table.rows.length > MOST_ROWS ? [words.more(table.rows.length - MOST_ROWS)] : []
  const said = table.rows.length === 0 ? [words.empty] : []
  return {
    subject: `${title} – ${date}`,
    language,
    text: [title, date, ...said, ...lines(table), ...more, ...notes].join('\n'),
    html: page({ title, date, table, notes: [...said, ...more, ...notes], language }),
    attachments: [
      {
        filename: `${report.type.replace(/[^\w-]/g, '-')}.csv`,
        content: reportCsv(table),
        contentType: 'text/csv; charset=utf-8',
      },
    ],
  }
}

const WORDS = {
  en: { empty: 'There is nothing to count in this period.', more: (n: number) => `${n} more rows are in the attached file.` },
  fa: {
    empty: 'در این دوره چیزی برای شمردن نیست.',
    more: (n: number) => `${n.toLocaleString('fa')} سطر دیگر در پروندهٔ پیوست است.`,
  },
}

function lines({ columns, rows, totals }: ReportTable): readonly string[] {
  return [...rows.slice(0, MOST_ROWS), ...totals].map((row) =>
    row.flatMap(({ text }, at) => (text === '' ? [] : [`${columns[at]?.label ?? ''}: ${text}`])).join(' | '),
  )
}

interface PageParts {
  readonly title: string
  readonly date: string
  readonly table: ReportTable
  readonly notes: readonly string[]
  readonly language: string
}

/** Mail programs know no style sheets, so each cell carries its own. */
function page({ title, date, table, notes, language }: PageParts): string {
  const isRightToLeft = language === 'fa'
  const [start, end] = isRightToLeft ? ['right', 'left'] : ['left', 'right']
  const align = (at: number) => (table.columns[at]?.isFigure ? end : start)
  const style = (at: number) => `padding:6px 10px;border-bottom:1px solid #ddd;text-align:${align(at)}`
  const head = table.columns.map(({ label }, at) => `<th scope="col" style="${style(at)}">${escaped(label)}</th>`).join('')
  const row = (cells: ReportTable['rows'][number], tag: 'td' | 'th') =>
    `<tr>${cells.map(({ text }, at) => `<${tag} style="${style(at)}">${escaped(text)}</${tag}>`).join('')}</tr>`
  const body = [
    ...table.rows.slice(0, MOST_ROWS).map((cells) => row(cells, 'td')),
    ...table.totals.map((cells) => row(cells, 'th')),
  ].join('')
  const rows =
    table.rows.length === 0
      ? ''
      : `<table style="border-collapse:collapse"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
  const below = notes.map((note) => `<p>${escaped(note)}</p>`).join('')
  const font = 'font-family:Vazirmatn,Tahoma,Arial,sans-serif'
  return `<!doctype html><html lang="${language}" dir="${isRightToLeft ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="${font}"><h1 style="font-size:18px">${escaped(title)}</h1><p>${escaped(date)}</p>${rows}${below}</body></html>`
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
