'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { classes } from './classes'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One sentence under the title: what this is or what will happen. */
  description?: ReactNode
  children?: ReactNode
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode
  width?: 'sm' | 'md' | 'lg'
  /** Keeps the dialog open on a press outside: for dialogs with something typed in them. */
  keep?: boolean
}

const WIDTHS = { sm: 'w-[420px]', md: 'w-[560px]', lg: 'w-[760px]' }

/** A modal dialog; Esc closes it and the focus goes back to where it was. */
export function Dialog({ open, onOpenChange, title, description, children, footer, width = 'md', keep }: DialogProps) {
  const t = useTranslations('common')
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-veil fixed inset-0 z-40 bg-[rgb(20_16_10/.38)]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onInteractOutside={keep ? (event) => event.preventDefault() : undefined}
          className={classes(
            'dialog-sheet fixed left-1/2 top-[max(24px,10vh)] z-50 flex max-h-[min(84vh,760px)] max-w-[calc(100vw-32px)]',
            '-translate-x-1/2 flex-col rounded-container bg-sheet shadow-e3 outline-none',
            WIDTHS[width],
          )}
        >
          <header className="flex items-start gap-3 px-5 pb-2 pt-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-h1">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-read-2 text-ink-2">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="sm" icon aria-label={t('close')} className="-mr-1.5">
                <X size={16} aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 pt-1">{children}</div>
          {footer && <footer className="flex items-center justify-end gap-2 px-5 pb-4 pt-1">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
