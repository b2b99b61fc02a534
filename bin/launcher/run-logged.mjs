import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ROOT } from './root.mjs'

/**
 * Runs a command in the project's root with its output in a log file.
 * Resolves to its exit code and the last lines it printed; `onLine` sees each line as it comes.
 */
export function runLogged(command, args, { logFile, environment = process.env, onLine = () => {} }) {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  const lines = []
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    const take = (chunk) => {
      log.write(chunk)
      for (const line of String(chunk).split('\n')) {
        if (!line.trim()) continue
        lines.push(line)
        if (lines.length > 200) lines.shift()
        onLine(line)
      }
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => {
      lines.push(error.message)
      log.end(() => resolve({ code: 127, lines }))
    })
    child.on('close', (code) => log.end(() => resolve({ code: code ?? 1, lines })))
  })
}
