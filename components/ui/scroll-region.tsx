import type { ReactNode } from 'react'

interface ScrollRegionProps {
  /** Accessible name. */
  label: string
  className?: string
  children: ReactNode
}

/** A part of a panel that scrolls by itself: a named region that the keyboard reaches, so that it can be scrolled without a mouse. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
      tabIndex={0}
      className={`overflow-auto outline-offset-[-2px] ${className ?? ''}`}
    >
      {children}
    </section>
  )
}
