import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from './fail.mjs'
import { progress } from './progress.mjs'
import { ROOT } from './root.mjs'
import { runLogged } from './run-logged.mjs'

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** True when every package of the lockfile that this platform needs stands in node_modules at its exact version. */
export function isInstalled(root = ROOT) {
  const installedFile = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = read(join(root, 'package-lock.json')).packages
  const installed = read(installedFile).packages
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || installed[path]?.version === entry.version,
  )
}

/** Installs the locked dependencies when something is missing, with progress; a failure ends the process with its cause. */
export async function install({ dataDir }) {
  if (isInstalled()) return
  const logFile = join(dataDir, 'logs', 'install.log')
  const step = progress('Installing dependencies (the database driver may compile for about 90 s)')
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { code, lines } = await runLogged(command, [...args, 'ci', '--no-audit', '--no-fund', '--foreground-scripts'], {
    logFile,
    onLine: (line) => {
      const script = /^> (\S+)@\S+ (install|postinstall)$/.exec(line)
      if (script) step.detail(`building ${script[1]}`)
    },
  })
  if (code === 0) return step.done()
  step.done('failed')
  const causes = lines
    .map((line) => /^npm (?:error|ERR!)\s+(?!code|errno|syscall)(\S.*)/.exec(line)?.[1])
    .filter(Boolean)
  const cause = causes[0] ?? lines.at(-1) ?? ''
  fail(
    `installing dependencies failed (${cause.slice(0, 160)}). ` +
      `Check the network and that g++, make and python3 exist, then run it again. Log: ${logFile}`,
  )
}
