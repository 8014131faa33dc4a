import type { Migration, PluginContext } from '../../core/plugin-api/index.js'

/** Up to which mail a mailbox has been read. */
export interface ReadingPlace {
  /** Names the numbering of the mailbox; when the server changes it, all numbers mean other mails. */
  readonly uidValidity: string
  readonly lastUid: number
}

export const MAILBOX_TABLE: Migration = {
  name: '2026-11-mailbox',
  up: ['create table plugin_imap_mailbox (name text primary key, uid_validity text not null, last_uid bigint not null)'],
  down: ['drop table plugin_imap_mailbox'],
}

/** Where reading stopped; undefined before the first time. */
export async function placeOf(mailbox: string, { sql }: Pick<PluginContext, 'sql'>): Promise<ReadingPlace | undefined> {
  const [row] = await sql('select uid_validity, last_uid from plugin_imap_mailbox where name = ?', [mailbox])
  return row && { uidValidity: String(row['uid_validity']), lastUid: Number(row['last_uid']) }
}

/** Keeps where reading stopped. */
export async function keepPlace(
  mailbox: string,
  { uidValidity, lastUid }: ReadingPlace,
  { sql }: Pick<PluginContext, 'sql'>,
): Promise<void> {
  await sql(
    `insert into plugin_imap_mailbox (name, uid_validity, last_uid) values (?, ?, ?)
     on conflict (name) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`,
    [mailbox, uidValidity, lastUid],
  )
}
