import type { ReactNode } from 'react'

/** Named figures in a row, wrapping where they must. */
export function Figures({ items }: { items: readonly { name: string; value: ReactNode; title?: string }[] }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-2 tabular-nums">
      {items.map(({ name, value, title }) => (
        <div key={name} title={title}>
          <dt className="text-ink-3 text-meta">{name}</dt>
          <dd className="whitespace-nowrap font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
