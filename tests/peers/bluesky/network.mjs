// Start the Bluesky servers, print their addresses as one line of JSON, stop when standard input ends.
// A line "settle" on standard input waits until every server has handled everything, then prints {"settled": true}.
// A line "reports" prints what the moderators' own server (Ozone) holds of reports.
import path from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

const [packages, kind] = process.argv.slice(2)
const devEnv = path.join(packages, 'node_modules/@atproto/dev-env/dist/index.js')
const { TestNetwork, TestNetworkNoAppView } = await import(pathToFileURL(devEnv))

const Network = kind === 'full' ? TestNetwork : TestNetworkNoAppView
const network = await Network.create({ pds: { enableDidDocWithSession: true } })
const print = (value) => console.log(JSON.stringify(value))

print({
  pds_url: network.pds.url,
  plc_url: network.plc.url,
  appview_url: network.bsky?.url ?? '',
  appview_did: network.bsky?.serverDid ?? '',
})

const REPORT = 'tools.ozone.moderation.defs#modEventReport'
const commands = {
  settle: async () => {
    await network.processAll()
    return { settled: true }
  },
  reports: async () => {
    const { events } = await network.ozone.getModClient().queryEvents({ types: [REPORT] })
    return { settled: true, events }
  },
}

const lines = readline.createInterface({ input: process.stdin })
lines.on('line', async (line) => {
  if (!(line in commands)) return
  try {
    print(await commands[line]())
  } catch (error) {
    print({ settled: false, error: String(error) })
  }
})
lines.on('close', () => process.exit(0))
