import {
  Archive,
  ArrowRight,
  Bell,
  Blocks,
  CircleX,
  Columns3,
  Database,
  Flag,
  Globe,
  type LucideIcon,
  Radio,
  Repeat,
  Send,
  Split,
  Timer,
  UserRound,
  Waves,
  Workflow,
} from 'lucide-react'
import type { Glyph } from '@/lib/graph/step-face'

const ICONS: Record<Exclude<Glyph, 'lambda'>, LucideIcon> = {
  choice: Split,
  parallel: Columns3,
  map: Repeat,
  wait: Timer,
  pass: ArrowRight,
  succeed: Flag,
  fail: CircleX,
  bedrock: Waves,
  database: Database,
  storage: Archive,
  http: Globe,
  workflow: Workflow,
  queue: Send,
  notify: Bell,
  bus: Radio,
  person: UserRound,
  service: Blocks,
}

/** The drawing on a tile. Decorative: the card's words say the same. */
export function TileGlyph({ glyph, size }: { glyph: Glyph; size: number }) {
  if (glyph === 'lambda') {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M6.5 4.5h2.4c.9 0 1.4.4 1.7 1.2l5.2 12.6c.3.8.8 1.2 1.7 1.2H19M11.2 10.4 6.5 19.5" />
      </svg>
    )
  }
  const Icon = ICONS[glyph]
  return <Icon size={size} strokeWidth={1.8} aria-hidden="true" />
}
