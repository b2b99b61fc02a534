import type { ReactNode } from 'react'
import type { StepStatus } from '@/lib/execution/step-view'
import { Stone } from './stone'

const GLYPHS: Record<StepStatus, ReactNode> = {
  'not-reached': null,
  running: <path d="M6.4 5.2 10.8 8l-4.4 2.8Z" fill="var(--card)" />,
  retrying: <path d="M10.9 6.6A3.3 3.3 0 1 0 11.3 8.9M11.2 4.6v2.2H9" />,
  succeeded: <path d="m4.8 8.3 2.2 2.2 4.2-4.7" />,
  caught: <path d="M8 4.2 11 5.3v2.6c0 1.8-1.2 3.2-3 3.9-1.8-.7-3-2.1-3-3.9V5.3Z" />,
  failed: <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />,
  'timed-out': <path d="M8 4.6V8.2l2.4 1.6" />,
  aborted: <path d="M5 8h6" />,
}

/** Tailwind text colour of a status; the soft background is `bg-<token>-soft`. */
export const STATUS_TEXT: Record<StepStatus, string> = {
  'not-reached': 'text-ink-3',
  running: 'text-run',
  retrying: 'text-retry',
  succeeded: 'text-ok',
  caught: 'text-caught',
  failed: 'text-fail',
  'timed-out': 'text-time',
  aborted: 'text-abort',
}

/** A status' stone with its glyph. Decorative: always place the status' word beside it, or give it in an accessible name. */
export function StatusMark({ status, size = 14 }: { status: StepStatus; size?: number }) {
  return (
    <span className={`inline-flex ${STATUS_TEXT[status]} ${status === 'running' ? 'animate-breath' : ''}`}>
      <Stone size={size} hollow={status === 'not-reached'}>
        {GLYPHS[status]}
      </Stone>
    </span>
  )
}
