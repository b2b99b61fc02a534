import type { ComponentProps } from 'react'
import { classes } from './classes'

/** A sheet of paper on the ground: the surface of panels and tables. Sheets lie 8 px apart; the gap is the divider. */
export function Sheet({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={classes('rounded-sheet bg-sheet shadow-e1', className)} {...rest} />
}
