// What a script has done, a line of JSON each: the test reads along.
const answers = {}

const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\n')

export const sent = (id, account) => tell({ sent: id, account })

export const failed = (id, reason) => tell({ failed: id, reason: String(reason) })

export const answered = (status) => (answers[status] = (answers[status] ?? 0) + 1)

export const done = () => tell({ answers })
