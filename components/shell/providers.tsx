'use client'

import type { ComponentProps, ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import type { Appearance } from './appearance'
import { AppearanceContext } from './use-appearance'

interface ProvidersProps {
  children: ReactNode
  locale: ComponentProps<typeof IntlProvider>['locale']
  messages: ComponentProps<typeof IntlProvider>['messages']
  timeZone: string
  /** When the page was rendered (epoch ms): relative times start from here, so that server and browser agree. */
  renderedAt: number
  appearance: Appearance
}

/** What every client component may count on: messages and appearance. */
export function Providers({ children, locale, messages, timeZone, renderedAt, appearance }: ProvidersProps) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone} now={new Date(renderedAt)}>
      <AppearanceContext value={appearance}>{children}</AppearanceContext>
    </IntlProvider>
  )
}
