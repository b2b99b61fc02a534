'use client'

import { Braces, CircleAlert } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { CodeMark } from '@/components/code/code-mark'
import { JsonEditor } from '@/components/code/json-editor'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusMark } from '@/components/ui/status-mark'
import { RelativeTime } from '@/components/ui/time'
import { useFormat } from '@/lib/i18n/use-format'
import { indentJson } from '@/lib/shared/indent-json'
import type { StartInputs } from './use-start-inputs'

interface InputFieldProps {
  value: string
  onChange: (value: string) => void
  /** True until it is known what to begin with. */
  waiting: boolean
  /** Bytes of UTF-8. */
  size: number
  error: string | null
  marks: CodeMark[] | undefined
  /** Inputs to take instead; null while they are looked for. */
  offered: StartInputs | null
}

const OFFER =
  'flex h-[26px] items-center gap-1.5 whitespace-nowrap rounded-chip bg-card px-2 font-medium text-dense text-ink shadow-e1 hover:bg-sheet aria-pressed:bg-accent-soft'

/** The input of an execution: inputs to reuse, the editor, its size and its first error. */
export function InputField({ value, onChange, waiting, size, error, marks, offered }: InputFieldProps) {
  const t = useTranslations('workflows.start')
  const format = useFormat()
  const id = useId()
  const take = (text: string) => onChange(indentJson(text))
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <span className="flex-1 font-medium text-dense text-ink-2">{t('input')}</span>
        <Button variant="ghost" size="sm" onClick={() => take(value)} disabled={marks !== undefined}>
          <Braces size={13} aria-hidden />
          {t('format')}
        </Button>
      </div>
      {offered ? (
        <div className="flex flex-wrap items-center gap-1.5 empty:hidden">
          {offered.example !== null && (
            <button
              type="button"
              className={OFFER}
              aria-pressed={value === offered.example}
              onClick={() => take(offered.example ?? '')}
            >
              {t('example')}
            </button>
          )}
          {offered.recent.length > 0 && <span className="ml-1 text-ink-3 text-meta">{t('recent')}</span>}
          {offered.recent.map((each) => (
            <button
              key={each.execution}
              type="button"
              className={OFFER}
              aria-pressed={value === each.input || value === indentJson(each.input)}
              onClick={() => take(each.input)}
            >
              <StatusMark status={each.status} size={12} />
              <span className="max-w-[140px] truncate font-mono">{each.execution}</span>
              <RelativeTime at={each.startedAtMs} className="font-normal text-ink-3" />
            </button>
          ))}
        </div>
      ) : (
        <Skeleton className="h-[26px] w-40" />
      )}
      <div
        className={classes(
          'h-[260px] overflow-hidden rounded-control bg-card shadow-e1 focus-within:outline-2 focus-within:outline-teal',
          error && 'shadow-[0_0_0_1.5px_var(--fail)]',
        )}
      >
        {!waiting && (
          <JsonEditor
            value={value}
            onChange={onChange}
            label={t('input')}
            marks={marks}
            describedBy={`${id}-about`}
            wrap
          />
        )}
      </div>
      <div id={`${id}-about`} className="flex items-start gap-3 text-meta">
        <p
          className={classes('min-w-0 flex-1', error ? 'text-dense text-fail' : 'text-ink-3')}
          role={error ? 'alert' : undefined}
        >
          {error ? (
            <span className="flex items-start gap-1">
              <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
              {error}
            </span>
          ) : (
            t('inputHint')
          )}
        </p>
        <span className="shrink-0 text-ink-3 tabular-nums">{t('size', { size: format.bytes(size) })}</span>
      </div>
    </div>
  )
}
