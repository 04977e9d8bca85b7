// node segment.js <endpoint> <write key> <calls>
// Segment's SDK for Node as it is: nothing is set but where it sends to.
import { Analytics } from '@segment/analytics-node'
import { answered, done, failed, sent } from './telling.js'

const [endpoint, writeKey, calls] = process.argv.slice(2)
const analytics = new Analytics({ writeKey, host: endpoint })
analytics.on('http_response', (response) => answered(response.status))
analytics.on('error', (error) => failed(error.code, error.reason))

const into = (account) => (error, context) =>
  error ? failed(context.event.messageId, error) : sent(context.event.messageId, account)

analytics.group({ userId: 'ada', groupId: 'globex', traits: { name: 'Globex' } }, into('globex'))
analytics.page({ anonymousId: 'device-1', name: 'Pricing' }, into('globex'))
analytics.track({ anonymousId: 'device-1', event: 'Demo Watched' }, into('globex'))
analytics.identify({ userId: 'ada', anonymousId: 'device-1', traits: { email: 'ada@example.com' } }, into('globex'))
analytics.track({ anonymousId: 'device-1', event: 'Demo Watched' }, into('globex'))
analytics.screen({ userId: 'ada', name: 'Home' }, into('globex'))
analytics.track({ anonymousId: 'device-2', event: 'Demo Watched' }, into('bob'))
analytics.alias({ userId: 'bob', previousId: 'device-2' }, into('bob'))
analytics.identify({ userId: 'bob', traits: { name: 'Bob' } }, into('bob'))
analytics.track({ userId: 'carol', event: 'Report Exported', context: { groupId: 'initech' } }, into('initech'))
// Batches are sent side by side: what is known of a person is to be there first.
await analytics.flush()
for (let i = 0; i < calls; i++) {
  analytics.track({ userId: 'ada', event: 'Report Exported', properties: { number: i } }, into('globex'))
}
await analytics.closeAndFlush({ timeout: 180_000 })
done()
