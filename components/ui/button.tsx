import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { classes } from './classes'

const VARIANTS = {
  default:
    'bg-card text-ink shadow-e1 hover:bg-sheet active:bg-well aria-pressed:bg-accent-soft aria-pressed:text-teal',
  primary:
    'bg-grad text-on-accent shadow-[0_1px_2px_rgb(10_40_60/.25),inset_0_.5px_0_rgb(255_255_255/.25)] hover:brightness-110 active:brightness-95',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink active:bg-press',
  ink: 'bg-ink text-on-ink hover:opacity-90',
  danger: 'bg-card text-fail shadow-e1 hover:bg-fail-soft',
}

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` carries the gradient: one on a screen. */
  variant?: keyof typeof VARIANTS
  size?: 'md' | 'sm'
  /** A square button that holds one icon; give it an `aria-label`. */
  icon?: boolean
  /** Draws the only child (a link, say) as a button. */
  asChild?: boolean
}

/** A button, 30 px high (26 when small). */
export function Button({ variant = 'default', size = 'md', icon, asChild, className, ...rest }: ButtonProps) {
  const Element = asChild ? Slot.Root : 'button'
  return (
    <Element
      {...(asChild ? {} : { type: 'button' as const })}
      className={classes(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium',
        'transition-[background-color,color,filter] duration-fast',
        'disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50',
        size === 'sm' ? 'h-[26px] text-dense' : 'h-[30px] text-ui',
        icon ? (size === 'sm' ? 'w-[26px]' : 'w-[30px]') : size === 'sm' ? 'px-2' : 'px-[11px]',
        VARIANTS[variant],
        className,
      )}
      {...rest}
    />
  )
}
