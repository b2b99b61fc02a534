import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { ConnectionProvider } from '@/components/shell/connection'
import { Rail } from '@/components/shell/rail'
import { ShellDialogs } from '@/components/shell/shell-dialogs'
import { authorisePage } from '@/lib/auth/authorise-page'
import { connectionStatus } from '@/lib/console/queries/connection-status'
import { getTranslator } from '@/lib/i18n/get-translator'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await authorisePage('workflow:read')
  const [connection, t] = await Promise.all([connectionStatus(), getTranslator('common')])
  return (
    <ConnectionProvider address={connection.address} reachable={connection.reachable}>
      <a
        href="#content"
        className="-translate-y-20 fixed top-2 left-14 z-50 rounded-control bg-card px-3 py-2 font-medium shadow-e3 focus:translate-y-0"
      >
        {t('skipToContent')}
      </a>
      <div className="grid h-dvh grid-cols-[var(--rail)_minmax(0,1fr)] overflow-hidden">
        <Rail user={viewer.name} role={viewer.role} />
        <div id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
          <NuqsAdapter>{children}</NuqsAdapter>
        </div>
      </div>
      <ShellDialogs />
    </ConnectionProvider>
  )
}
