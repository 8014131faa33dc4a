import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROWS = 120

/** The columns of the file that the mapping was written for, the one without a name included. */
const HEADER =
  'Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Do Not Call,Converted,TotalVisits,Total Time Spent on Website,Page Views Per Visit,Last Activity,Country,Specialization,How did you hear about X Education,What is your current occupation,What matters most to you in choosing a course,Search,Magazine,Newspaper Article,X Education Forums,Newspaper,Digital Advertisement,Through Recommendations,Receive More Updates About Our Courses,Tags,Lead Quality,Update me on Supply Chain Content,Get updates on DM Content,Lead Profile,City,Asymmetrique Activity Index,Asymmetrique Profile Index,Asymmetrique Activity Score,Asymmetrique Profile Score,I agree to pay the amount through cheque,A free copy of Mastering The Interview,Last Notable Activity,'

/** The invented list, header and rows, as the old system would write it. */
export function sampleCsv(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => row(index + 1))
  return [HEADER, ...rows, ''].join('\r\n')
}

/** Invents a row: every choice is a digest of the column and the row's number, so that the file is the same on every run. */
function row(number: number): string {
  const roll = (column: string, sides: number) =>
    createHash('sha256').update(`${column}/${number}`).digest().readUInt32BE(0) % sides
  const pick = (column: string, choices: readonly string[]) => choices[roll(column, choices.length)] ?? ''
  const source = pick('source', ['Google', 'google', ' Organic Search ', 'Direct Traffic', 'Olark Chat', 'Reference', ''])
  const isProfessional = roll('work', 5) === 0
  const isChat = source === 'Olark Chat'
  const visits = isChat ? 0 : roll('visits', 12)
  const seconds = isChat ? 0 : roll('time', 1_500)
  const cells: Readonly<Record<string, string>> = {
    'Prospect ID': uuid(number),
    'Lead Number': String(500_000 + number),
    'Lead Origin': isChat ? 'API' : pick('origin', ['Landing Page Submission', 'API', 'Lead Add Form']),
    'Lead Source': source,
    'Do Not Email': roll('mail', 10) === 0 ? 'Yes' : 'No',
    Converted: roll('won', 100) < (isProfessional || source === 'Reference' ? 85 : 25) ? '1' : '0',
    TotalVisits: roll('blank', 20) === 0 ? '' : String(visits),
    'Total Time Spent on Website': String(seconds),
    'Page Views Per Visit': visits === 0 ? '0' : String(1 + roll('pages', 5) / 2),
    'Last Activity': pick('last', [
      'Email Opened',
      'SMS Sent',
      'Olark Chat Conversation',
      'Page Visited on Website',
      'Email Bounced',
      '',
    ]),
    Country: pick('country', ['India', 'India', 'India', 'Singapore', '']),
    Specialization: pick('special', [
      'Select',
      'Finance Management',
      'Marketing Management',
      'Banking, Investment And Insurance',
      '',
    ]),
    'How did you hear about X Education': pick('heard', ['Select', 'Online Search', 'Word Of Mouth']),
    'What is your current occupation': isProfessional
      ? 'Working Professional'
      : pick('job', ['Unemployed', 'Student', 'Other', '']),
    'What matters most to you in choosing a course': pick('motive', ['Better Career Prospects', '']),
    Tags: pick('tags', ['Ringing', 'Busy', '']),
    'Lead Quality': pick('quality', ['Might be', 'Not Sure', '']),
    'Lead Profile': pick('profile', ['Select', 'Potential Lead']),
    City: pick('city', ['Mumbai', 'Select', 'Thane & Outskirts', 'Other Cities']),
    'A free copy of Mastering The Interview': pick('guide', ['Yes', 'No', 'No']),
    'Last Notable Activity': pick('notable', ['Modified', 'Email Opened', 'SMS Sent']),
  }
  return HEADER.split(',')
    .map((name) => quoted(cells[name] ?? (UNASKED.test(name) ? '' : 'No')))
    .join(',')
}

function uuid(number: number): string {
  const hex = createHash('sha256').update(`prospect/${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const UNASKED = /^$|^Asymmetrique/

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(new URL('sample.csv', import.meta.url), sampleCsv())
