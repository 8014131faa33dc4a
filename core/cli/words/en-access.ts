/** Roles and who may see what, in English. */
export const enAccess = {
  groups: { access: 'who may see and change what', role: 'roles' },
  commands: {
    'access explain': {
      description: 'say why somebody may see and change a record, or may not',
      example: 'sarnakh access explain --user sara@example.com --lead 0199…',
    },
    'role list': {
      description: 'list roles with how far each reads and writes, and who has it',
      example: 'sarnakh role list',
    },
  },
  options: { user: 'e-mail of the person', record: 'the record that is asked about' },
  columns: { role: 'Role', users: 'Users' },
  is: {
    read: (allowed: boolean): string => (allowed ? 'Sees it.' : 'Does not see it.'),
    write: (allowed: boolean): string => (allowed ? 'Changes it.' : 'Does not change it.'),
  },
  hiddenFields: (fields: string) => `Never shown: ${fields}`,
}
