'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button'

interface CopyButtonProps {
  /** The text, or how to get it (for text that is dear to make). */
  text: string | (() => string)
  /** What is copied, as the accessible name: "Copy ARN". */
  label?: string
  size?: 'md' | 'sm'
  className?: string
}

/** Copies a text to the clipboard, and says so for two seconds. */
export function CopyButton({ text, label, size = 'sm', className }: CopyButtonProps) {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'function' ? text() : text)
    setCopied(true)
  }
  const name = label ?? t('copy')
  return (
    <Button
      variant="ghost"
      size={size}
      icon
      className={className}
      aria-label={copied ? t('copied') : name}
      title={copied ? t('copied') : name}
      onClick={copy}
    >
      {copied ? <Check size={14} aria-hidden className="text-ok" /> : <Copy size={14} aria-hidden />}
    </Button>
  )
}
