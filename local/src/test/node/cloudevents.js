// node cloudevents.js <endpoint> <write key> <events>
// The SDK of CloudEvents for JavaScript as it is, in its three modes. Its transport tells no status and never tries again: what the
// answer says, and what is done about it, is up to whoever sends, here as in docs/api/cloudevents.md.
import { setTimeout as pause } from 'node:timers/promises'
import { CloudEvent, Mode, emitterFor, httpTransport } from 'cloudevents'
import { answered, done, failed, sent } from './telling.js'

const [endpoint, key, events] = process.argv.slice(2)
const BATCH = 30
const AT_ONCE = 8
const ATTEMPTS = 100

const transport = httpTransport(endpoint + '/v1/cloudevents')
const headers = { authorization: 'Bearer ' + key }
const emit = {
  binary: emitterFor(transport),
  structured: emitterFor(transport, { mode: Mode.STRUCTURED }),
  batch: (batch) =>
    transport({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(batch) }, { headers })
}

async function deliver(send, batch) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let wait = 0.5
    try {
      const answer = await send()
      const said = JSON.parse(answer.body)
      answered(said.success ? 200 : said.code)
      if (said.success) {
        batch.forEach((event) => sent(event.id, event.account))
        return
      }
      wait = Number(answer.headers['retry-after'] ?? 0)
      if (!wait) {
        batch.forEach((event) => failed(event.id, answer.body))
        return
      }
    } catch (away) {
      answered('AWAY')
    }
    await pause(1000 * wait)
  }
  batch.forEach((event) => failed(event.id, 'no attempts left'))
}

const event = (mode, number) =>
  new CloudEvent({
    id: `${mode}-${number}`, source: '/reports', type: 'com.example.report.exported',
    account: 'globex', userid: 'zoë', time: '2026-03-10T12:00:00Z', data: { number, title: 'Umsätze "Q1"' }
  })

function* work() {
  for (let i = 0; i < events; i += BATCH) {
    const batch = []
    for (let j = i; j < Math.min(i + BATCH, events); j++) {
      for (const mode of ['binary', 'structured']) {
        const one = event(mode, j)
        yield () => deliver(() => emit[mode](one, { headers }), [one])
      }
      batch.push(event('batch', j))
    }
    yield () => deliver(() => emit.batch(batch), batch)
  }
}

const all = work()
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (const job of all) {
    await job()
  }
}))
done()
