import type { ReactNode } from 'react'
import { StoneField } from './stone-field'

const NOTHING = 'ooooooooooo ooooo...ooo oooo....ooo oooo..ooooo ooooooooooo'

interface EmptyStateProps {
  title: ReactNode
  /** What belongs here and how it gets here. */
  children?: ReactNode
  /** The next thing to do. */
  actions?: ReactNode
  /** 1 where the state is the whole page. */
  level?: 1 | 2
}

/** Takes the place of a list that has nothing to show. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div className="m-auto flex max-w-[440px] flex-col items-start p-8">
      <StoneField pattern={NOTHING} />
      <Heading className="mt-5 text-[15px] text-h2">{title}</Heading>
      {children && <div className="mt-1 text-pretty text-ink-2 text-read-2">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
