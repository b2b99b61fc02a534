import type { ComponentProps, ReactNode } from 'react'
import { classes } from '@/components/ui/classes'

interface TableProps {
  /** Accessible name. */
  label: string
  /** The header row's cells: `HeadCell`s. */
  head: ReactNode
  children: ReactNode
}

/** A dense table, 30 px a row (34 when comfortable); its head stays in view. Rows with a `RowLink` open on a press anywhere. */
export function Table({ label, head, children }: TableProps) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-dense">
      <thead className="sticky top-0 z-10 bg-sheet">
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

interface CellProps extends ComponentProps<'td'> {
  /** For numbers: right, with figures of one width. */
  numeric?: boolean
}

export function HeadCell({ numeric, className, ...rest }: CellProps) {
  return (
    <th
      scope="col"
      className={classes(
        'h-7 whitespace-nowrap px-2.5 text-left font-medium text-ink-3 text-meta',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  )
}

export function Row(props: ComponentProps<'tr'>) {
  return <tr className="group relative" {...props} />
}

export function Cell({ numeric, className, ...rest }: CellProps) {
  return (
    <td
      className={classes(
        'h-[calc(30px+var(--row-up))] truncate whitespace-nowrap px-2.5 group-hover:bg-hover',
        'first:rounded-l-chip last:rounded-r-chip',
        numeric && 'text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  )
}
