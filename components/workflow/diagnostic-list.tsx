'use client'

import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '@/components/ui/classes'
import type { Diagnostic } from '@/lib/asl/diagnostic'
import { lineColumn } from '@/lib/asl/line-column'

interface DiagnosticListProps {
  /** The definition's text, for line numbers. */
  text: string
  diagnostics: readonly Diagnostic[]
}

/** What is wrong with a definition, in AWS's words, line by line. */
export function DiagnosticList({ text, diagnostics }: DiagnosticListProps) {
  const t = useTranslations('workflows')
  if (diagnostics.length === 0) return null
  return (
    <div className="mt-1.5">
      <p className="text-dense text-ink-2">{t('create.problems', { count: diagnostics.length })}</p>
      <ul className="mt-1 max-h-28 overflow-y-auto">
        {diagnostics.map((diagnostic) => {
          const error = diagnostic.severity === 'ERROR'
          const Icon = error ? CircleAlert : TriangleAlert
          return (
            <li
              key={`${diagnostic.code} ${diagnostic.location} ${diagnostic.offset} ${diagnostic.message}`}
              className="flex items-start gap-1.5 py-0.5 text-dense"
            >
              <Icon size={14} aria-hidden className={classes('mt-px shrink-0', error ? 'text-fail' : 'text-retry')} />
              <span className="min-w-0">
                {diagnostic.offset !== undefined && (
                  <span className="mr-1.5 text-ink-3 tabular-nums">
                    {t('create.line', { line: lineColumn(text, diagnostic.offset).line })}
                  </span>
                )}
                {diagnostic.message}
                {diagnostic.location && <code className="ml-1.5 font-mono text-ink-3">{diagnostic.location}</code>}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
