import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the sample workflows' functions: beside this file in the source, and in the checkout's source for the bundle in `dist/engine`. */
export function sampleFunctionsDir(): string {
  const places = ['./samples/functions', '../../lib/server/samples/functions']
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return folders.find((folder) => existsSync(folder)) ?? (folders[0] as string)
}
