'use client'

import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

interface FieldProps {
  label: ReactNode
  /** What the field is for, or its limits; read out after the label. */
  hint?: ReactNode
  /** What is wrong and how to put it right. */
  error?: ReactNode
  /** Stands at the end of the label's row. */
  after?: ReactNode
  /** Gets the ids that tie label, hint and error to the control. */
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** A labelled control with its hint and error. */
export function Field({ label, hint, error, after, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-dense text-ink-2">
          {label}
        </label>
        {after}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-meta text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-dense text-fail" role="alert">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
    </div>
  )
}
