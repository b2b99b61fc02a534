'use client'

import { CircleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'

type Problem = 'used' | 'expired' | 'unknown' | 'unreachable'
const PROBLEMS: readonly string[] = ['used', 'expired', 'unknown']

interface SignInFormProps {
  /** The token of the link, or null when the page was opened without one. */
  token: string | null
  /** Where to go when signed in: a path of ours. */
  next: string
}

/** Uses the one-time link: by itself once the page runs, and by a press. Opening or prefetching the page alone uses nothing. */
export function SignInForm({ token, next }: SignInFormProps) {
  const t = useTranslations('sign-in')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(token !== null)
  const sent = useRef(false)

  const submit = async () => {
    if (!token || sent.current) return
    sent.current = true
    setBusy(true)
    setProblem(null)
    // Without a token nobody signs in here, and the page does without this code.
    const answer = await import('next-auth/react')
      .then(({ signIn }) => signIn('token', { token, redirect: false }))
      .catch(() => undefined)
    if (answer?.ok) {
      window.location.replace(next)
      return
    }
    sent.current = false
    setBusy(false)
    setProblem(answer ? ((PROBLEMS.includes(answer.error ?? '') ? answer.error : 'unknown') as Problem) : 'unreachable')
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes up
  useEffect(() => {
    // The token leaves the address bar and the history before anything else can read them.
    if (token) window.history.replaceState(null, '', window.location.pathname)
    void submit()
  }, [])

  const restart = (
    <p className="text-read-2 text-ink-2">
      {t.rich('newLink', {
        code: (chunks) => <code className="whitespace-nowrap font-mono text-[12px] text-ink">{chunks}</code>,
      })}
    </p>
  )
  if (!token) {
    return (
      <div className="mt-6 flex flex-col gap-2">
        <p className="text-read-2 text-ink">{t('noToken')}</p>
        {restart}
      </div>
    )
  }
  const final = problem !== null && problem !== 'unreachable'
  return (
    <div className="mt-6 flex flex-col items-start gap-3" aria-live="polite">
      {problem && (
        <div role="alert" className="flex gap-2 rounded-control bg-fail-soft px-3 py-2 text-fail text-read-2">
          <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          {t(`problem.${problem}`)}
        </div>
      )}
      {final ? (
        restart
      ) : (
        <>
          <p className="text-read-2 text-ink-2">{busy ? t('signingIn') : t('press')}</p>
          <Button variant="primary" disabled={busy} onClick={submit}>
            {t('button')}
          </Button>
        </>
      )}
    </div>
  )
}
