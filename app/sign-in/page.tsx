import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AppearanceMenu } from '@/components/shell/appearance-menu'
import { LanguageMenu } from '@/components/shell/language-menu'
import { Logo } from '@/components/shell/logo'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { Sheet } from '@/components/ui/sheet'
import { currentViewer } from '@/lib/auth/authorise'
import { safeNext } from '@/lib/console/safe-next'
import { getTranslator } from '@/lib/i18n/get-translator'

interface SignInPageProps {
  searchParams: Promise<{ token?: string; next?: string; error?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('sign-in'))('title'), referrer: 'no-referrer' }
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const [{ token, next }, t, common] = await Promise.all([
    searchParams,
    getTranslator('sign-in'),
    getTranslator('common'),
  ])
  const target = safeNext(next)
  if (!token && (await currentViewer())) redirect(target)
  return (
    <div className="flex min-h-dvh flex-col">
      <main className="grid flex-1 place-items-center p-6">
        <Sheet className="w-full max-w-[440px] px-8 pb-8 pt-7" aria-labelledby="sign-in-title">
          <div className="mb-6 flex items-center gap-2.5">
            <Logo />
            <span className="font-semibold text-[19px] tracking-[-0.02em]">{common('appName')}</span>
          </div>
          <h1 id="sign-in-title" className="text-h1">
            {t('title')}
          </h1>
          <p className="mt-1 text-read-2 text-ink-2">{common('tagline')}</p>
          <SignInForm token={token ?? null} next={target} />
        </Sheet>
      </main>
      <footer className="flex justify-center gap-2 pb-6">
        <LanguageMenu labelled />
        <AppearanceMenu labelled />
      </footer>
    </div>
  )
}
