'use client'

import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { Tooltip } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { IntlProvider } from 'use-intl'

interface ProvidersProps {
  children: ReactNode
  locale: ComponentProps<typeof IntlProvider>['locale']
  messages: ComponentProps<typeof IntlProvider>['messages']
  timeZone: string
  /** When the page was rendered (epoch ms): relative times start from here, so that server and browser agree. */
  renderedAt: number
}

/** What every client component may count on: messages, tooltips, URL state. */
export function Providers({ children, locale, messages, timeZone, renderedAt }: ProvidersProps) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone} now={new Date(renderedAt)}>
      <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
        <NuqsAdapter>{children}</NuqsAdapter>
      </Tooltip.Provider>
    </IntlProvider>
  )
}
