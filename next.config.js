import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

/** @type {import('next').NextConfig} */
const config = {
  env: { PASSO_VERSION: version },
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  serverExternalPackages: ['better-sqlite3'],
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run dev` prints 127.0.0.1; people type localhost.
  allowedDevOrigins: ['localhost', '127.0.0.1'],
  // `npm test` checks the types of everything; a build for use need not check again.
  typescript: { ignoreBuildErrors: true },
  // The content security policy is set by proxy.ts, because it carries a nonce for each page.
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
}

export default config
