import type { ReactNode, SVGProps } from 'react'

const QUAD =
  'M3.3 1.4 12.8 1c1.1 0 1.9.8 2 1.8l.3 9.6c0 1.2-.8 2-1.9 2.1l-9.7.5c-1.2 0-2.1-.8-2.2-1.9L.9 3.8c0-1.3 1.2-2.2 2.4-2.4Z'

interface StoneProps extends Omit<SVGProps<SVGSVGElement>, 'children'> {
  /** Strokes drawn on the stone, on a 16-unit grid. */
  children?: ReactNode
  /** A rim without a fill: something that has not happened. */
  hollow?: boolean
  /** Edge in px; 13 in nodes, 14 in text. */
  size?: number
}

/** The one ornament: an irregular quad on a 16-unit grid. Colour comes from `color`. Always decorative: the word stands beside it. */
export function Stone({ children, hollow = false, size = 14, ...rest }: StoneProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className="shrink-0 overflow-visible"
      {...rest}
    >
      <path
        d={QUAD}
        fill={hollow ? 'none' : 'currentColor'}
        stroke={hollow ? 'currentColor' : 'none'}
        strokeWidth={1.5}
        strokeDasharray={hollow ? '2.4 2.2' : undefined}
      />
      {children && (
        <g fill="none" stroke="var(--card)" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round">
          {children}
        </g>
      )}
    </svg>
  )
}
