import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: `${root}lib/shared/empty.ts` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    include: ['{app,components,lib,bin}/**/*.test.{ts,tsx}'],
    pool: 'threads',
    testTimeout: 20_000,
    reporters: ['default'],
  },
})
