import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { readAppearance } from '@/components/shell/appearance'
import { BootScript } from '@/components/shell/boot-script'
import { Notices } from '@/components/shell/notices'
import { Providers } from '@/components/shell/providers'
import { getMessages } from '@/lib/i18n/get-messages'
import { getTranslator } from '@/lib/i18n/get-translator'
import { requestLocale } from '@/lib/i18n/request-locale'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator('common')
  return { title: { default: t('appName'), template: `%s · ${t('appName')}` }, description: t('tagline') }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [{ locale, timeZone }, jar, head] = await Promise.all([requestLocale(), cookies(), headers()])
  const appearance = readAppearance((name) => jar.get(name)?.value)
  const { theme, density, texture, rail } = appearance
  return (
    <html
      lang={locale}
      data-theme={theme === 'system' ? undefined : theme}
      data-density={density}
      data-texture={texture}
      data-rail={rail}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <head>
        <BootScript theme={theme} timeZone={timeZone} nonce={head.get('x-nonce') ?? undefined} />
      </head>
      <body>
        <Providers
          locale={locale}
          messages={getMessages(locale)}
          timeZone={timeZone}
          renderedAt={Date.now()}
          appearance={appearance}
        >
          {children}
          <Notices />
        </Providers>
      </body>
    </html>
  )
}
