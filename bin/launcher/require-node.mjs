import { fail } from './fail.mjs'

const MINIMUM = [20, 19]

/** Ends the process with one clear line when this Node is older than the packages need. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return
  fail(
    `Node.js ${version} is too old: Passo needs ${MINIMUM.join('.')} or newer. Install it from nodejs.org and try again.`,
  )
}
