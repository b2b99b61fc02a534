import type { ComponentProps } from 'react'
import { classes } from './classes'

/** A short word that a machine wrote, beside a name: a type, a version. */
export function Tag({ className, ...rest }: ComponentProps<'span'>) {
  return (
    <span
      className={classes(
        'whitespace-nowrap rounded-stone bg-hover px-[5px] font-medium font-mono text-[11px] text-ink-2 leading-4',
        'tracking-[-0.02em]',
        className,
      )}
      {...rest}
    />
  )
}
