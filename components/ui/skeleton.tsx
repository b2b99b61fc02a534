import { classes } from './classes'

/** The place of something that is loading; give it a size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block animate-breath rounded-chip bg-press', className)} />
}
