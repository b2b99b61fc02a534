import { ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isJsonObject, type JsonValue } from '@/lib/shared/json'
import type { JsonLine } from './json-lines'

const MAX_CHARS = 2000

interface JsonLineViewProps {
  line: JsonLine
  /** Text to mark; empty for none. */
  mark: string
  onToggle: () => void
}

/** One line of the tree: name, value or bracket, and the arrow that opens it. */
export function JsonLineView({ line, mark, onToggle }: JsonLineViewProps) {
  const t = useTranslations('execution')
  const { kind, value } = line
  const list = Array.isArray(value)
  const Arrow = kind === 'open' ? ChevronDown : ChevronRight
  return (
    <>
      {kind === 'open' || kind === 'closed' ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={onToggle}
          className="-ml-4 inline-flex h-[19px] w-4 items-center justify-center align-top text-ink-3 hover:text-ink"
        >
          <Arrow size={12} aria-hidden />
        </button>
      ) : null}
      {line.name !== null && (
        <>
          <span className="text-ink">
            <Marked text={line.name} mark={mark} />
          </span>
          {': '}
        </>
      )}
      {kind === 'open' && (list ? '[' : '{')}
      {kind === 'end' && (list ? ']' : '}')}
      {kind === 'closed' && (
        <span className="text-ink-3">
          {list ? t('json.items', { count: value.length }) : t('json.members', { count: memberCount(value) })}
        </span>
      )}
      {kind === 'leaf' && <Leaf value={value} mark={mark} />}
      {line.comma && <span className="text-ink-3">,</span>}
    </>
  )
}

const memberCount = (value: JsonValue) => (isJsonObject(value) ? Object.keys(value).length : 0)

function Leaf({ value, mark }: { value: JsonValue; mark: string }) {
  const whole = JSON.stringify(value)
  const text = whole.length > MAX_CHARS ? `${whole.slice(0, MAX_CHARS)}…` : whole
  const colour = typeof value === 'string' ? 'text-ok' : typeof value === 'object' ? 'text-ink-3' : 'text-indigo'
  return (
    <span className={colour}>
      <Marked text={text} mark={mark} />
    </span>
  )
}

function Marked({ text, mark }: { text: string; mark: string }) {
  const wanted = mark.trim().toLowerCase()
  const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-[3px] bg-mark text-mark-ink">{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  )
}
