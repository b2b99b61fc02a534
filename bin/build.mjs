import { buildConsole, buildEngine } from './launcher/build.mjs'
import { install } from './launcher/install.mjs'
import { requireNode } from './launcher/require-node.mjs'
import { readSettings } from './launcher/settings.mjs'

requireNode()
const settings = readSettings()
await install(settings)
await buildEngine()
await buildConsole(settings)
