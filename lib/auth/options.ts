import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { dataDir } from '@/lib/console/index/data-dir'
import { consoleDatabase } from '@/lib/console/index/database'
import { consumeSignInToken } from '@/lib/console/index/sign-in-tokens'
import { ensureAdministrator } from '@/lib/console/index/users'
import { sessionSecret } from './secret'

const SESSION_SECONDS = 30 * 24 * 3600

/** How people sign in: by the one-time link that `npm start` prints. Why a token was refused arrives as the error's name. */
export function authOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        id: 'token',
        name: 'One-time link',
        credentials: { token: { type: 'text' } },
        authorize(credentials) {
          const database = consoleDatabase()
          const nowMs = Date.now()
          const outcome = consumeSignInToken(credentials?.token ?? '', { database, directory: dataDir(), nowMs })
          if (outcome !== 'accepted') throw new Error(outcome)
          const { id, name } = ensureAdministrator(database, nowMs)
          return { id, name }
        },
      }),
    ],
  }
}
