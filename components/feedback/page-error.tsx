'use client'

import { RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { StoneField } from './stone-field'

interface PageErrorProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** Takes the place of a page that threw: a fault of ours, with the number its log entry has. */
export function PageError({ error, reset }: PageErrorProps) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  useEffect(() => console.error(error), [error])
  return (
    <main className="flex min-h-0 flex-1 flex-col pt-[52px] pr-2 pb-2">
      <Sheet className="flex min-h-0 flex-1">
        <div role="alert" className="m-auto flex max-w-[440px] flex-col items-start p-8">
          <StoneField pattern="ooooooooooo ooooooooooo oooooox.... ooooo...... ..........." />
          <h1 className="mt-5 text-[15px] text-h2">{t('page.title')}</h1>
          <p className="mt-1 text-ink-2 text-read-2">{t('page.hint')}</p>
          {error.digest && (
            <p className="mt-2 text-dense text-ink-3">
              {t('page.digest')} <code className="select-all font-mono">{error.digest}</code>
            </p>
          )}
          <Button className="mt-4" onClick={reset}>
            <RefreshCw size={14} aria-hidden />
            {common('retry')}
          </Button>
        </div>
      </Sheet>
    </main>
  )
}
