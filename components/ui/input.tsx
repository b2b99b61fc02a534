import type { ComponentProps } from 'react'
import { classes } from './classes'

/** A one-line text field, 32 px high. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      className={classes(
        'h-8 w-full min-w-0 rounded-control bg-card px-2.5 text-ink shadow-e1 placeholder:text-ink-3',
        'aria-invalid:shadow-[0_0_0_1.5px_var(--fail)] disabled:opacity-60',
        className,
      )}
      {...rest}
    />
  )
}
