// Makes a static page that draws any definition: node bench/graph/build.mjs [folder]
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)

/** Writes index.html, page.js, page.css and the fonts into a folder. */
export async function buildPage(folder) {
  const out = resolve(folder)
  mkdirSync(out, { recursive: true })
  await build({
    entryPoints: [join(root, 'bench/graph/page.tsx')],
    outfile: join(out, 'page.js'),
    bundle: true,
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '@': root.replace(/\/$/, '') },
    logLevel: 'error',
  })
  const tailwind = require('@tailwindcss/postcss')
  // postcss is a dependency of the plugin, not of the project.
  const postcss = createRequire(require.resolve('@tailwindcss/postcss'))('postcss')
  const source = join(root, 'app/globals.css')
  const { css } = await postcss([tailwind({ base: root })]).process(readFileSync(source, 'utf8'), { from: source })
  const fonts = dirname(require.resolve('geist/font/sans').replace(/dist\/.*$/, 'dist/fonts/x'))
  copyFileSync(join(fonts, 'geist-sans/Geist-Variable.woff2'), join(out, 'sans.woff2'))
  copyFileSync(join(fonts, 'geist-mono/GeistMono-Variable.woff2'), join(out, 'mono.woff2'))
  const face = (name, file) => `@font-face{font-family:"${name}";src:url(${file});font-weight:100 900}`
  writeFileSync(
    join(out, 'globals.css'),
    `${face('Geist', 'sans.woff2')}${face('Geist Mono', 'mono.woff2')}:root{--font-geist-sans:Geist;--font-geist-mono:"Geist Mono"}${css}`,
  )
  writeFileSync(
    join(out, 'index.html'),
    '<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8"><title>Graph</title>' +
      '<link rel="stylesheet" href="globals.css"><link rel="stylesheet" href="page.css">' +
      '<body style="margin:0"><div id="root" style="height:100vh"></div><script src="page.js"></script>',
  )
  return join(out, 'index.html')
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(await buildPage(process.argv[2] ?? join(tmpdir(), 'passo-graph')))
