import { join } from 'node:path'
import { startChild } from './child.mjs'
import { install } from './install.mjs'
import { requireFreePort } from './ports.mjs'
import { ROOT } from './root.mjs'
import { childEnvironment, readSettings } from './settings.mjs'
import { run } from './start.mjs'

/** `npm run dev`: both halves from source; a saved file restarts the engine or reloads the page. */
export async function dev() {
  const settings = readSettings()
  await requireFreePort(settings.host, settings.enginePort, 'PASSO_ENGINE_PORT', 'the engine')
  await requireFreePort(settings.host, settings.consolePort, 'PASSO_PORT', 'the console')
  await install(settings)
  const environment = { ...childEnvironment(settings), NODE_ENV: 'development' }
  await run(settings, {
    engine: () =>
      startChild(
        [
          join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
          'watch',
          '--clear-screen=false',
          join(ROOT, 'lib/server/main.ts'),
        ],
        {
          ...environment,
          PASSO_SEED_SAMPLES: '1',
        },
      ),
    console: () =>
      startChild(
        [join(ROOT, 'node_modules/next/dist/bin/next'), 'dev', '-H', settings.host, '-p', String(settings.consolePort)],
        environment,
      ),
  })
}
